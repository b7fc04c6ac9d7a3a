package fr.maillon.decp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reconnaissance du format, ruptures et fichiers hostiles. */
class LecteurDecpTest {
  private static final String MARCHE =
      "{\"id\":\"2024-01\",\"acheteur\":{\"id\":\"21690123100011\"},\"objet\":\"Entretien\",\"montant\":1000}";
  private static final String MARCHE_XML =
      "<marche><id>2022A0100</id><acheteur><id>21690123100011</id><nom>Ville de"
          + " Lyon</nom></acheteur>"
          + "<objet>Réfection</objet><montant>1000</montant><formePrix>Ferme</formePrix></marche>";

  @Test
  void tableauDe2019() {
    var lus =
        Jeu.lire("{\"marches\":[" + MARCHE + "," + MARCHE.replace("2024-01", "2024-02") + "]}");
    assertThat(lus).extracting(Enregistrement::format).containsOnly(FormatDecp.JSON_2019);
    assertThat(lus).extracting(Enregistrement::rang).containsExactly(1L, 2L);
  }

  @Test
  void objetDe2022AvecLesConcessionsSeulement() {
    var lus =
        Jeu.lire(
            "{\"marches\":{\"contrat-concession\":[{\"id\":\"C1\",\"autoriteConcedante\":{\"id\":\"21690123100011\"},"
                + "\"objet\":\"Halles\",\"valeurGlobale\":\"7789456.56\",\"dateSignature\":\"2024-02-01\"}]}}");
    assertThat(lus).hasSize(1);
    assertThat(lus.getFirst().concession()).isTrue();
    assertThat(lus.getFirst().format()).isEqualTo(FormatDecp.JSON_2022);
    assertThat(lus.getFirst().montantDeclare())
        .as("la valeur globale n'est pas un montant")
        .isNull();
    assertThat(lus.getFirst().marche().concession().valeurGlobale())
        .isEqualByComparingTo("7789456.56");
    assertThat(lus.getFirst().marche().dateNotification()).isEqualTo("2024-02-01");
  }

  @Test
  void objetDe2022DansLesDeuxOrdres() {
    String concessions =
        "\"contrat-concession\":[{\"id\":\"C\",\"autoriteConcedante\":{\"id\":\"21690123100011\"}}]";
    String marches = "\"marche\":[" + MARCHE + "]";
    assertThat(Jeu.lire("{\"marches\":{" + marches + "," + concessions + "}}"))
        .extracting(Enregistrement::concession)
        .containsExactly(false, true);
    assertThat(Jeu.lire("{\"marches\":{" + concessions + "," + marches + "}}"))
        .extracting(Enregistrement::concession)
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"marches\":[]} | 2019-json",
        "{\"marches\":{}} | 2022-json",
        "{\"marches\":{\"marche\":[]}} | 2022-json",
        "<marches/> | 2019-xml"
      })
  void unFichierSansContratEstValide(String fichier, String format) {
    var apercu = ApercuDecp.lire(Jeu.flux(fichier), new LecteurDecp());
    assertThat(apercu.format()).isEqualTo(format);
    assertThat(apercu.marches()).isZero();
    assertThat(apercu.montantTotal()).isZero();
  }

  @Test
  void marqueDOrdreDesOctets() {
    assertThat(Jeu.lire("\uFEFF{\"marches\":[" + MARCHE + "]}")).hasSize(1);
    assertThat(Jeu.lire("\uFEFF<?xml version=\"1.0\"?><marches>" + MARCHE_XML + "</marches>"))
        .hasSize(1);
  }

  @Test
  void enteteUtf8SansTiret() {
    var lus =
        Jeu.lire("<?xml version='1.0' encoding='utf8'?>\n<marches>" + MARCHE_XML + "</marches>");
    assertThat(lus.getFirst().format()).isEqualTo(FormatDecp.XML_2019);
    assertThat(lus.getFirst().marche().objet()).isEqualTo("Réfection");
    assertThat(lus.getFirst().ligne()).isEqualTo(2);
  }

  @Test
  void enteteLatin1() {
    byte[] octets =
        ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><marches>" + MARCHE_XML + "</marches>")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Jeu.lire(new ByteArrayInputStream(octets)).getFirst().marche().objet())
        .isEqualTo("Réfection");
  }

  @Test
  void xmlDe2022ReconnuMemeSiLePremierMarcheNeDitRien() {
    String muet = "<marche><id>A</id><acheteur><id>21690123100011</id></acheteur></marche>";
    String parlant =
        "<marche><id>B</id><acheteur><id>21690123100011</id></acheteur><considerationsSociales><considerationSociale>Clause"
            + " sociale</considerationSociale></considerationsSociales></marche>";
    var lus = Jeu.lire("<marches>" + muet + parlant + "</marches>");
    assertThat(lus).extracting(Enregistrement::format).containsOnly(FormatDecp.XML_2022);
    assertThat(lus.getFirst().marche().considerationSocialeInconnue()).isTrue();
    assertThat(lus.getLast().marche().estSocial()).isTrue();
  }

  @Test
  void xmlToujoursMuetEstDe2019() {
    String muet = "<marche><id>A</id><acheteur><id>21690123100011</id></acheteur></marche>";
    assertThat(Jeu.lire("<marches>" + muet.repeat(300) + "</marches>"))
        .hasSize(300)
        .extracting(Enregistrement::format)
        .containsOnly(FormatDecp.XML_2019);
  }

  @Test
  void jsonRompuApresDeuxMarches() {
    List<Enregistrement> lus = new ArrayList<>();
    var rupture = rupture("{\"marches\":[\n" + MARCHE + ",\n" + MARCHE + ",\n{\"id\":\"2024", lus);
    assertThat(lus).hasSize(2);
    assertThat(rupture.code()).isEqualTo("json-rompu");
    assertThat(rupture.ligne()).isEqualTo(4);
    assertThat(rupture.colonne()).isPositive();
    assertThat(rupture.enregistrementsLus()).isEqualTo(2);
    assertThat(rupture.raison()).startsWith("Le JSON est incomplet");
  }

  @Test
  void xmlRompuApresUnMarche() {
    List<Enregistrement> lus = new ArrayList<>();
    var rupture = rupture("<marches>\n" + MARCHE_XML + "\n<marche><id>2", lus);
    assertThat(lus).hasSize(1);
    assertThat(rupture.code()).isEqualTo("xml-rompu");
    assertThat(rupture.ligne()).isEqualTo(3);
  }

  @Test
  void xmlRompuAvantQueLeFormatNeSoitTranche() {
    List<Enregistrement> lus = new ArrayList<>();
    rupture(
        "<marches><marche><id>A</id><acheteur><id>21690123100011</id></acheteur></marche><marche>",
        lus);
    assertThat(lus).hasSize(1);
  }

  @Test
  void lApercuDUnFichierRompuDitCeQuiPrecede() {
    var apercu = ApercuDecp.lire(Jeu.flux("{\"marches\":[" + MARCHE + ",{"), new LecteurDecp());
    assertThat(apercu.marches()).isEqualTo(1);
    assertThat(apercu.montantTotal()).isEqualByComparingTo("1000");
    assertThat(apercu.rupture()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | fichier-vide",
        "`  ` | fichier-vide",
        "<!DOCTYPE html><html></html> | pas-decp",
        "<html><body/></html> | pas-decp",
        "{\"autre\":[]} | pas-decp",
        "[1,2] | pas-decp",
        "id;objet | pas-decp",
        "<rss></rss> | pas-decp",
        "{\"marches\":null} | pas-decp",
        "<?xml version='1.0' encoding='klingon'?><marches/> | encodage",
        "{\"marches\":[]}{ | json-rompu"
      })
  void cequiNestPasDecpEstRefuseDEmblee(String fichier, String code) {
    List<Enregistrement> lus = new ArrayList<>();
    var rupture = rupture(fichier, lus);
    assertThat(lus).isEmpty();
    assertThat(rupture.code()).isEqualTo(code);
    assertThat(rupture.raison())
        .endsWith(".")
        .hasSizeGreaterThan(40 - (code.equals("fichier-vide") ? 10 : 0));
    assertThatThrownBy(() -> ApercuDecp.lire(Jeu.flux(fichier), new LecteurDecp()))
        .isInstanceOf(FichierIllisible.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE marches [<!ENTITY x SYSTEM"
            + " \"file:///etc/passwd\">]><marches><marche><id>&x;</id></marche></marches>",
        "<!DOCTYPE m [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b"
            + " \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c"
            + " \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><marches><marche><objet>&c;</objet></marche></marches>"
      })
  void entitesExternesEtBombesSontRefusees(String fichier) {
    List<Enregistrement> lus = new ArrayList<>();
    assertThat(rupture(fichier, lus).code()).isEqualTo("xml-dtd");
    assertThat(lus).isEmpty();
  }

  @Test
  void champDemesure() {
    String long1 = "a".repeat(Noeud.CHAMP_MAX + 10);
    assertThat(
            rupture("{\"marches\":[" + MARCHE.replace("Entretien", long1) + "]}", new ArrayList<>())
                .code())
        .isEqualTo("champ-trop-long");
    assertThat(
            rupture(
                    "<marches>" + MARCHE_XML.replace("Réfection", long1) + "</marches>",
                    new ArrayList<>())
                .code())
        .isEqualTo("champ-trop-long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void emboitementDemesureEnJson(String ouvrant) {
    assertThat(rupture("{\"marches\":[{\"x\":" + ouvrant.repeat(5_000), new ArrayList<>()).code())
        .isEqualTo("trop-profond");
  }

  @Test
  void emboitementDemesureEnXml() {
    assertThat(rupture("<marches><marche>" + "<a>".repeat(5_000), new ArrayList<>()).code())
        .isEqualTo("trop-profond");
  }

  @Test
  void unEnregistrementDemesureEstRefuseEtLaLectureContinue() {
    String champ = "\"" + "a".repeat(900_000) + "\"";
    String gros = "{\"x\":[" + (champ + ",").repeat(9) + champ + "]}";
    var lus = Jeu.lire("{\"marches\":[" + gros + "," + MARCHE + "]}");
    assertThat(lus).hasSize(2);
    assertThat(lus.getFirst().refus().raison()).contains("8 Mo");
    assertThat(lus.getLast().accepte()).isTrue();
  }

  @Test
  void desMillionsDElementsVidesNEmplissentPasLaMemoire() {
    var lus =
        Jeu.lire(
            "{\"marches\":[{\"titulaires\":[" + "{},".repeat(2_000_000) + "{}]}," + MARCHE + "]}");
    assertThat(lus).extracting(Enregistrement::accepte).containsExactly(false, true);
  }

  @Test
  void unXmlMuetEtEnormeNeSeRetientPas() {
    String gros =
        "<marche><acheteur><id>21690123100011</id></acheteur><id>A</id><x>"
            + "a".repeat(900_000)
            + "</x></marche>";
    var flux =
        new ByteArrayInputStream(
            ("<marches>" + gros.repeat(30) + "</marches>").getBytes(StandardCharsets.UTF_8));
    int total = flux.available();
    List<Integer> lusALaRemise = new ArrayList<>();
    new LecteurDecp().lire(flux, e -> lusALaRemise.add(total - flux.available()));
    assertThat(lusALaRemise).hasSize(30);
    assertThat(lusALaRemise.getFirst()).as("octets lus à la première remise").isLessThan(total / 2);
  }

  @Test
  void unElementQuiNestPasUnObjetEstRefuse() {
    var lus = Jeu.lire("{\"marches\":[12," + MARCHE + "]}");
    assertThat(lus.getFirst().refus().valeur()).isEqualTo("12");
    assertThat(lus.getFirst().refus().rang()).isEqualTo(1);
    assertThat(lus.getLast().accepte()).isTrue();
  }

  @Test
  void unCaractereDeControleNeRompPasLeXml() {
    var lus =
        Jeu.lire(
            "<marches>"
                + MARCHE_XML.replace("Réfection", "Réf\u0003ection &#x1; &nbsp; A&amp;B")
                + "</marches>");
    assertThat(lus.getFirst().marche().objet()).isEqualTo("Réf ection A&B");
    assertThat(lus.getFirst().avertissements())
        .extracting(Avertissement::code)
        .contains("objet_caractere_de_controle");
  }

  @Test
  void uneTransmissionInterrompueEstDite() {
    var flux =
        new InputStream() {
          private final InputStream debut = Jeu.flux("{\"marches\":[" + MARCHE + ",");

          @Override
          public int read() throws IOException {
            int c = debut.read();
            if (c < 0) {
              throw new IOException("coupure");
            }
            return c;
          }
        };
    var rupture = catchThrowableOfType(FichierIllisible.class, () -> Jeu.lire(flux));
    assertThat(rupture.code()).isEqualTo("lecture-interrompue");
  }

  @Test
  void lExceptionDuDestinataireRemonteTelleQuelle() {
    var arret = new IllegalStateException("assez");
    assertThatThrownBy(
            () ->
                new LecteurDecp()
                    .lire(
                        Jeu.flux("{\"marches\":[" + MARCHE + "]}"),
                        e -> {
                          throw arret;
                        }))
        .isSameAs(arret);
  }

  private static FichierIllisible rupture(String fichier, List<Enregistrement> lus) {
    var rupture =
        catchThrowableOfType(
            FichierIllisible.class, () -> new LecteurDecp().lire(Jeu.flux(fichier), lus::add));
    assertThat(rupture).as("le fichier aurait dû être refusé").isNotNull();
    return rupture;
  }
}
