package fr.maillon.decp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ce que des outils font aux fichiers en chemin ; les fichiers reçus tels quels sont dans {@code
 * CasDuTrenteNovembreBancTest}.
 */
class CasAbimesTest {
  private static final String ACHETEUR = "21690123100011";

  // --- La nature d'un contrat ---

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"_type\":\"Marché\",\"autoriteConcedante\":{\"id\":\"21690123100011\"}` | false",
        "`\"_type\":\"Contrat de concession\",\"autoriteConcedante\":{\"id\":\"\"}` | true",
        "`\"autoriteConcedante\":{\"id\":\"21690123100011\"}` | true",
        "`\"autoriteConcedante.id\":\"21690123100011\"` | true",
        "`\"autoriteConcedante\":{\"id\":\"  \"}` | false",
        "`\"autoriteConcedante\":[]` | false",
        "`\"_type\":\"\"` | false"
      })
  void leTypePuisLAutoriteTranchentQuandLaListeNeDitRien(String champs, boolean concession) {
    for (var acheteur :
        List.of(
            "\"acheteur\":{\"id\":\"" + ACHETEUR + "\"},",
            "\"acheteur\":{\"id\":\"\"},\"autoriteConcedante\":{\"id\":\"" + ACHETEUR + "\"},")) {
      if (acheteur.contains("autorite") && champs.contains("autorite")) {
        continue;
      }
      var e =
          Jeu.lire("{\"marches\":[{\"id\":\"2019A00\",\"objet\":\"o\"," + acheteur + champs + "}]}")
              .getFirst();
      assertThat(e.concession())
          .as(acheteur + champs)
          .isEqualTo(concession || acheteur.contains("autorite"));
      assertThat(e.accepte()).isTrue();
    }
  }

  @Test
  void laListePasseAvantLeType() {
    var contrat =
        "{\"id\":\"A\",\"objet\":\"o\",\"_type\":\"%s\",\"autoriteConcedante\":{\"id\":\""
            + ACHETEUR
            + "\"},\"acheteur\":{\"id\":\""
            + ACHETEUR
            + "\"}}";
    var lus =
        Jeu.lire(
            "{\"marches\":{\"marche\":["
                + contrat.formatted("Contrat de concession")
                + "],\"contrat-concession\":["
                + contrat.formatted("Marché")
                + "]}}");
    assertThat(lus).extracting(Enregistrement::concession).containsExactly(false, true);
  }

  @Test
  void deDeuxColonnesCelleQuiDitQuelqueChoseEstLue() {
    var m =
        Jeu.lire(
                "{\"marches\":[{\"id\":\"2019A00\",\"objet\":\"o\",\"_type\":\"Contrat de"
                    + " concession\",\"acheteur\":{\"id\":\"\"},\"autoriteConcedante\":{\"id\":\""
                    + ACHETEUR
                    + "\"},\"titulaires\":\"\",\"concessionnaires\":[{\"typeIdentifiant\":\"SIRET\",\"id\":\"45220075100025\"}],"
                    + "\"modifications\":[{\"montant\":\"\",\"valeurGlobale\":12,\"dateNotificationModification\":\"\",\"dateSignatureModification\":\"2024-05-02\"}]}]}")
            .getFirst()
            .marche();
    assertThat(m.acheteurId()).isEqualTo(ACHETEUR);
    assertThat(m.titulaires())
        .extracting(MarcheDecp.Titulaire::id)
        .containsExactly("45220075100025");
    assertThat(m.modifications().getFirst().montant()).isEqualByComparingTo("12");
    assertThat(m.modifications().getFirst().dateNotification()).isEqualTo("2024-05-02");
  }

  // --- Considérations ---

  @Test
  void uneValeurInconnueParmiDAutresNEmporteQuElle() {
    var e = un("\"considerationsSociales\":\"Clause sociale; Fantaisie\"");
    assertThat(e.marche().considerationsSociales()).containsExactly(ConsiderationSociale.CLAUSE);
    assertThat(e.avertissements())
        .filteredOn(a -> a.code().equals("considerationsSociales_hors_liste"))
        .extracting(Avertissement::valeur)
        .containsExactly("Fantaisie");
  }

  @Test
  void lesAutresListesSeSeparentAussi() {
    var m =
        un("\"techniques\":\"['Accord-cadre',"
                + " 'Concours']\",\"considerationsEnvironnementales\":\"Clause"
                + " environnementale|Critère environnemental\"")
            .marche();
    assertThat(m.techniques()).containsExactly("Accord-cadre", "Concours");
    assertThat(m.considerationsEnvironnementales())
        .containsExactly(
            ConsiderationEnvironnementale.CLAUSE, ConsiderationEnvironnementale.CRITERE);
    assertThat(un("\"techniques\":\"Maison, jardin\"").marche().techniques())
        .containsExactly("Maison, jardin");
  }

  // --- SIRET ---

  @Test
  void leSiretDUnTitulaireSeRepareAussi() {
    for (var cas :
        List.of(
            List.of("45220075100025.0", "45220075100025"),
            List.of("2610006500015", "02610006500015"))) {
      var e =
          un(
              "\"titulaires\":[{\"titulaire\":{\"typeIdentifiant\":\"SIRET\",\"id\":\""
                  + cas.getFirst()
                  + "\"}}]");
      assertThat(e.marche().titulaires())
          .extracting(MarcheDecp.Titulaire::id)
          .containsExactly(cas.getLast());
      assertThat(e.avertissements())
          .filteredOn(a -> a.code().equals("titulaire_siret_format"))
          .singleElement()
          .satisfies(a -> assertThat(a.message()).contains("il est lu " + cas.getLast()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "non",
      value = {
        "21690123100011 | 21690123100011 | non",
        "21690123100011.0 | 21690123100011 | acheteur_siret_absent_ou_format",
        "2.1690123100011E13 | 21690123100011 | acheteur_siret_absent_ou_format",
        "2.16901E13 | non | acheteur_siret_absent_ou_format"
      })
  void unSiretEcritCommeUnNombreSeRepareEnLeDisant(String nombre, String lu, String code) {
    var e =
        Jeu.lire(
                "{\"marches\":[{\"id\":\"A\",\"objet\":\"o\",\"acheteur\":{\"id\":"
                    + nombre
                    + "},\"titulaires\":[{\"titulaire\":{\"typeIdentifiant\":\"SIRET\",\"id\":"
                    + nombre
                    + "}}]}]}")
            .getFirst();
    assertThat(e.marche() == null ? null : e.marche().acheteurId()).isEqualTo(lu);
    assertThat(
            codes(e).stream()
                .filter(
                    c ->
                        c.equals("acheteur_siret_absent_ou_format")
                            || c.equals("titulaire_siret_format")))
        .containsExactlyInAnyOrderElementsOf(
            code == null ? List.of() : List.of(code, "titulaire_siret_format"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "non",
      value = {
        "21690123100011 | 21690123100011",
        "216 901 231 00011 | 21690123100011",
        "21690123100011,00 | 21690123100011",
        "2.1690123100011E+13 | 21690123100011",
        "2,1690123100011e13 | 21690123100011",
        "2610006500015.0 | 02610006500015",
        "2.61E12 | non",
        "2.16901E+13 | non",
        "21690123100011.5 | non",
        "2610006500016 | non",
        "216901231 | non",
        "FR123 | non"
      })
  void cequiDemandeDeDevinerVeutUneCleJuste(String ecrit, String attendu) {
    assertThat(SiretEcrit.reparer(ecrit)).isEqualTo(attendu);
  }

  // --- Encodages ---

  @Test
  void leReplisNeDependPasDeLaTailleDuFichier() {
    var ascii =
        "{\"id\":\"A%d\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"},\"objet\":\"Objet %d\"},";
    var debut = new StringBuilder("{\"marches\":[");
    for (int i = 0; i < 5_000; i++) {
      debut.append(ascii.formatted(i, i));
    }
    var octets =
        (debut + "{\"id\":\"Z\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"},\"objet\":\"Été\"}]}")
            .getBytes(Charset.forName("windows-1252"));
    var lus = Jeu.lire(new ByteArrayInputStream(octets));
    assertThat(lus).hasSize(5_001);
    assertThat(lus.getLast().marche().objet()).isEqualTo("Été");
    assertThat(lus.stream().filter(e -> codes(e).contains("fichier_en_windows_1252")))
        .as("seul celui qui a des accents")
        .hasSize(1);
  }

  @Test
  void unXmlAnnonceEnUtf8QuiNEnEstPasSeLitAussi() {
    var xml =
        "<?xml version=\"1.0\""
            + " encoding=\"UTF-8\"?><marches><marche><id>2022A0100</id><acheteur><id>"
            + ACHETEUR
            + "</id><nom>Ville</nom></acheteur><objet>Réfection</objet></marche></marches>";
    var e =
        Jeu.lire(new ByteArrayInputStream(xml.getBytes(Charset.forName("windows-1252"))))
            .getFirst();
    assertThat(e.marche().objet()).isEqualTo("Réfection");
    assertThat(codes(e)).contains("fichier_en_windows_1252");
  }

  @Test
  void deuxEncodagesMelesSeRefusentALeurLigne() throws IOException {
    var premier =
        "{\"marches\":[\n{\"id\":\"A\",\"acheteur\":{\"id\":\""
            + ACHETEUR
            + "\"},\"objet\":\"Été\"},\n";
    var octets = new ByteArrayOutputStream();
    octets.write(premier.getBytes(StandardCharsets.UTF_8));
    octets.write("{\"id\":\"B\",\"objet\":\"Été\"}]}".getBytes(Charset.forName("windows-1252")));
    var rupture = rupture(octets.toByteArray());
    assertThat(rupture.code()).isEqualTo("encodage");
    assertThat(rupture.ligne()).isEqualTo(3);
    assertThat(rupture.enregistrementsLus()).isEqualTo(1);
  }

  @Test
  void unVieuxMacEstRefuse() {
    var debut =
        ("{\"marches\":[{\"id\":\"A\",\"acheteur\":{\"id\":\""
                + ACHETEUR
                + "\"},\"objet\":\"Communaut")
            .getBytes(StandardCharsets.US_ASCII);
    var octets = Arrays.copyOf(debut, debut.length + 20);
    octets[debut.length] = (byte) 0x8E;
    Arrays.fill(octets, debut.length + 1, octets.length, (byte) ' ');
    assertThat(rupture(octets).code()).isEqualTo("encodage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void lUtf16SansMarqueEstNommee(String charset) {
    var rupture = rupture("{\"marches\":[]}".getBytes(Charset.forName(charset)));
    assertThat(rupture.code()).isEqualTo("encodage");
    assertThat(rupture.raison()).contains("UTF-16", "UTF-8");
  }

  // --- Caractères et nombres que rien ne peut garder ---

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\uffff",
        "&#0;",
        "&#x0;",
        "&#000;",
        "&#65535;",
        "&#xFFFE;",
        "&#55357;",
        "&#xDE00;",
        "&#1114112;",
        "&#x99999999999999999999;"
      })
  void ceQueXmlNAdmetPasEstRetireDUnXmlSansLePerdre(String signe) {
    var lus = xml("Réfec" + signe + "tion", "<montant>12" + signe + "00</montant>");
    assertThat(lus).hasSize(3).allMatch(Enregistrement::accepte);
    assertThat(lus)
        .extracting(e -> codes(e).contains("caracteres_retires"))
        .containsExactly(false, true, false);
    assertThat(lus.get(1).marche().objet()).isEqualTo("Réfection");
    assertThat(lus.get(1).marche().montant()).isEqualByComparingTo("1200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "&#xD83D;&#xDE00; | \uD83D\uDE00 | false",
        "&#233; | é | false",
        "&#x1F600; | \uD83D\uDE00 | false",
        "&amp;#0; | '' | true"
      })
  void ceQuUnNumeroDitSeGarde(String ecrit, String lu, boolean controle) {
    var e = xml("A" + ecrit + "B", "").get(1);
    assertThat(e.marche().objet()).isEqualTo("A" + (controle ? " " : lu) + "B");
    assertThat(codes(e)).doesNotContain("caracteres_retires");
  }

  /** Une référence coupée par le tampon de lecture, à chaque place possible. */
  @Test
  void uneReferenceCoupeeSeLitEntiere() {
    for (int avant = 8_150; avant < 8_200; avant++) {
      var e = xml(" ".repeat(avant) + "A&#0;B&#xE9;", "").get(1);
      assertThat(e.marche().objet()).as("précédée de " + avant).isEqualTo("ABé");
    }
  }

  private static List<Enregistrement> xml(String objet, String reste) {
    var sain =
        "<marche><id>%s</id><acheteur><id>"
            + ACHETEUR
            + "</id></acheteur><objet>%s</objet><considerationsSociales><considerationSociale>Clause"
            + " sociale</considerationSociale></considerationsSociales>%s</marche>";
    return Jeu.lire(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><marches>"
            + sain.formatted("A", "Avant", "")
            + sain.formatted("B", objet, reste)
            + sain.formatted("C", "Après", "")
            + "</marches>");
  }

  @Test
  void leCaractereNulNeResteDansAucunChampNiAucunAvertissement() {
    var nul = "\\u0000";
    var e =
        un(
            "\"nature\":\"Fantai"
                + nul
                + "sie\",\"fantai"
                + nul
                + "sie\":\"x"
                + nul
                + "\",\"codeCPV\":\"4"
                + nul
                + "5\",\"dureeMois\":\"1"
                + nul
                + "2\",\"dateNotification\":\"2024"
                + nul
                + "\",\"titulaires\":[{\"titulaire\":{\"typeIdentifiant\":\"SI"
                + nul
                + "RET\",\"id\":\"4522007510002"
                + nul
                + "5\",\"denominationSociale\":\"A\\ud83dB\"}}],\"considerationsSociales\":\"Cl"
                + nul
                + "ub\"");
    assertThat(e.avertissements()).isNotEmpty();
    assertThat(e.toString()).doesNotContain("\u0000").doesNotContain("\ud83d");
    assertThat(e.marche().titulaires().getFirst())
        .isEqualTo(new MarcheDecp.Titulaire("SIRET", "45220075100025", "AB"));
    assertThat(codes(e)).contains("caracteres_retires");
    assertThat(codes(un("\"objet\":\"Pont \\ud83d\\ude00\"")))
        .as("un caractère entier, lui, se garde")
        .doesNotContain("caracteres_retires");
  }

  @Test
  void unNombreDeMilleEtUnChiffresRefuseSonEnregistrementEtPasLeFichier() {
    var bon = "{\"id\":\"B\",\"objet\":\"o\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"}}";
    var lus =
        Jeu.lire(
            "{\"marches\":["
                + bon.replace("\"o\"", "\"o\",\"montant\":" + "9".repeat(1_001))
                + ","
                + bon.replace("\"o\"", "\"o\",\"montant\":1e99999999999")
                + ","
                + bon
                + "]}");
    assertThat(lus).extracting(Enregistrement::accepte).containsExactly(false, true, true);
    assertThat(lus.getFirst().refus().champ()).isEqualTo("montant");
    assertThat(lus.getFirst().acheteurDeclare()).isEqualTo(ACHETEUR);
    assertThat(codes(lus.getFirst()))
        .as("il est démesuré, il ne manque pas")
        .doesNotContain("montant_absent");
    assertThat(codes(lus.get(1))).contains("montant_illisible");
  }

  // --- Ce que le fichier n'est pas ---

  @Test
  void uneSecondeRubriqueMarchesEstDite() {
    var contrat = "[{\"id\":\"B\",\"objet\":\"o\",\"acheteur\":{\"id\":\"" + ACHETEUR + "\"}}]";
    var lus = new ArrayList<Enregistrement>();
    var rupture =
        catchThrowableOfType(
            FichierIllisible.class,
            () ->
                new LecteurDecp()
                    .lire(
                        Jeu.flux("{\"marches\":" + contrat + ",\n\"marches\":" + contrat + "}"),
                        lus::add));
    assertThat(lus).hasSize(1);
    assertThat(rupture.code()).isEqualTo("marches-en-double");
    assertThat(rupture.ligne()).isEqualTo(2);
    assertThat(rupture.raison()).contains("seconde rubrique");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xl/workbook.xml | C'est un classeur Excel, ",
        "[Content_Types].xml | C'est un classeur Excel, ",
        "donnees.json | Ce fichier est une archive compressée"
      })
  void unClasseurEstNomme(String entree, String phrase) throws IOException {
    var octets = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(octets)) {
      zip.putNextEntry(new ZipEntry(entree));
      zip.write("<x/>".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(rupture(octets.toByteArray()).raison()).startsWith(phrase);
  }

  private static Enregistrement un(String champs) {
    return Jeu.lire(
            "{\"marches\":{\"marche\":[{\"id\":\"A\",\"acheteur\":{\"id\":\""
                + ACHETEUR
                + "\"},"
                + (champs.contains("\"objet\"") ? "" : "\"objet\":\"o\",")
                + champs
                + "}]}}")
        .getFirst();
  }

  private static FichierIllisible rupture(byte[] octets) {
    var rupture =
        catchThrowableOfType(
            FichierIllisible.class, () -> Jeu.lire(new ByteArrayInputStream(octets)));
    assertThat(rupture).as("le fichier aurait dû être refusé").isNotNull();
    return rupture;
  }

  private static List<String> codes(Enregistrement e) {
    return e.avertissements().stream().map(Avertissement::code).toList();
  }
}
