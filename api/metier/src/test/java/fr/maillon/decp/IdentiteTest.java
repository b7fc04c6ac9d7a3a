package fr.maillon.decp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Ce qui fait qu'un lot est le même d'un fichier à l'autre, sur les cas du README DECP §8 puis sur
 * des cas d'école.
 */
class IdentiteTest {
  private static final String CDG_13 = "28130002600034";

  @TestFactory
  Stream<DynamicTest> leMemeFichierDeuxFoisDonneLesMemesCles() throws IOException {
    List<Path> fichiers;
    try (var chemins = Files.walk(Jeu.dossier().resolve("dev"))) {
      fichiers =
          chemins
              .filter(Files::isRegularFile)
              .filter(f -> f.getParent().getFileName().toString().startsWith("decp-"))
              .toList();
    }
    assertThat(fichiers).hasSizeGreaterThan(30);
    return fichiers.stream()
        .map(
            f ->
                DynamicTest.dynamicTest(
                    f.getFileName().toString(),
                    () -> {
                      assertThat(cles(f)).isEqualTo(cles(f)).doesNotContainNull();
                      assertThat(empreintes(f)).isEqualTo(empreintes(f));
                    }));
  }

  @Test
  void lesLotsDUnMemeNumeroRestentPlusieurs() {
    var fichier = jour("16");
    for (var numero : List.of("2024-FCS01-00", "2024-2024300293")) {
      var lots = marches(fichier).stream().filter(m -> numero.equals(m.id())).toList();
      assertThat(lots).as(numero).hasSizeGreaterThan(1);
      assertThat(lots.stream().map(MarcheDecp::cleDeLot)).as(numero).doesNotHaveDuplicates();
    }
  }

  @Test
  void leLotReserveDuCdg13GardeSesDeuxDeclarations() {
    var lots = marches(jour("16")).stream().filter(m -> "2024-FCS01-00".equals(m.id())).toList();
    assertThat(lots)
        .extracting(m -> m.montant().intValueExact())
        .containsExactlyInAnyOrder(171_000, 9_000);
    assertThat(lots)
        .extracting(MarcheDecp::considerationsSociales)
        .containsExactlyInAnyOrder(
            Set.of(ConsiderationSociale.AUCUNE), Set.of(ConsiderationSociale.RESERVE));
  }

  @Test
  void croixGardeSes95LotsSous56Numeros() {
    var marches =
        marches(Jeu.dossier().resolve("dev/decp-2019-json/marches-securises_ville-de-croix.json"));
    assertThat(marches).hasSize(95);
    assertThat(marches.stream().map(MarcheDecp::id).distinct()).hasSize(56);
    assertThat(marches.stream().map(MarcheDecp::cleDeLot).distinct()).hasSize(95);
  }

  @Test
  void lesRepublicationsRetrouventLeurLot() {
    assertThat(publications("23-239")).as("quatre fichiers").hasSize(4);
    for (var numero : List.of("23-239", "24-1033429", "M23-27357")) {
      assertThat(publications(numero).stream().map(MarcheDecp::cleDeLot).distinct())
          .as(numero)
          .hasSize(1);
    }
    assertThat(publications("24-1033429").stream().map(MarcheDecp::empreinte))
        .doesNotHaveDuplicates();
    assertThat(publications("M23-27357").stream().map(m -> m.montant().intValueExact()))
        .containsExactly(46_221, 45_508);
  }

  /** Chiffres constatés : ce que la règle réunit et ce qu'elle sépare, fichier par fichier. */
  @Test
  void chiffresConstates() {
    var d = Jeu.dossier().resolve("dev/decp-2019-json");
    assertThat(nombres(d.resolve("e-marchespublics.json")))
        .as("304 dont 276 numéros")
        .containsExactly(304, 298);
    assertThat(nombres(d.resolve("data.gouv.fr_pes.json")))
        .as("avenants republiés")
        .containsExactly(525, 510);
    assertThat(nombres(d.resolve("marches-publics.info.json"))).containsExactly(1053, 1051);
    assertThat(nombres(d.resolve("data.gouv.fr_aife.json")))
        .as("26 doublons, dates complétées")
        .containsExactly(1249, 1209);
  }

  @Test
  void ceQuiChangeDUnePublicationALAutreNeChangePasLaCle() {
    String cle =
        unSeul(marche("2024-1", "Entretien des locaux", "81223113200026", "1000", "")).cleDeLot();
    assertThat(
            unSeul(
                    marche(
                        "2024-1",
                        "Entretien des locaux",
                        "81223113200026",
                        "2000",
                        "\"codeCPV\":\"90910000\","))
                .cleDeLot())
        .isEqualTo(cle);
    assertThat(
            unSeul(
                    marche(
                        "2024-1",
                        "Entretien des locaux",
                        "81223113200026",
                        "1000",
                        "\"modifications\":[{\"modification\":{\"id\":1,\"montant\":1500}}],"))
                .cleDeLot())
        .isEqualTo(cle);
    assertThat(
            unSeul(marche("2024-1", " Entretien  des LOCAUX.", "81223113200026", "1000", ""))
                .cleDeLot())
        .isEqualTo(cle);
    assertThat(
            unSeul(marche("2024-1", "Entretien des locaux", "81223113200034", "1000", ""))
                .cleDeLot())
        .as("autre établissement de la même entreprise")
        .isEqualTo(cle);
  }

  @Test
  void unAccentPerduNeFaitPasUnAutreLot() {
    assertThat(
            unSeul(marche("2024-1", "Rénovation de l'école", "81223113200026", "1", "")).cleDeLot())
        .isEqualTo(
            unSeul(marche("2024-1", "R\uFFFDnovation de l?\uFFFDcole", "81223113200026", "1", ""))
                .cleDeLot());
  }

  @Test
  void objetTitulaireNumeroEtAcheteurSeparentLesLots() {
    var cles =
        Stream.of(
                marche("2024-1", "Lot 1", "81223113200026", "1", ""),
                marche("2024-1", "Lot 2", "81223113200026", "1", ""),
                marche("2024-1", "Lot 1", "21690123100011", "1", ""),
                marche("2024-2", "Lot 1", "81223113200026", "1", ""),
                marche("2024-1", "Lot 1", "81223113200026", "1", "")
                    .replace(CDG_13, "21350238800019"))
            .map(m -> unSeul(m).cleDeLot());
    assertThat(cles).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void deuxLotsQueSeulLeMontantSepareSontJumeaux() {
    String a = marche("1", "Menuiserie", "81223113200026", "20389", "");
    String b = marche("1", "Menuiserie", "81223113200026", "80096", "");
    var lus = Jeu.lire(enveloppe(a + "," + b + "," + a));
    assertThat(lus).extracting(e -> e.marche().jumeau()).containsExactly(0, 1, 0);
    assertThat(lus.stream().map(e -> e.marche().cleDeLot()).distinct()).hasSize(2);
    assertThat(lus.getLast().avertissements())
        .extracting(Avertissement::code)
        .contains("doublon_strict", "cle_acheteur+id_en_double");
  }

  @Test
  void leRangDeModificationDe2019NeFaitPasUnAutreLot() {
    String corps = marche("20191200", "Curage", "81223113200026", "1", "");
    assertThat(cle2019(corps)).isEqualTo(cle2019(corps.replace("20191200", "20191201")));
    assertThat(cle2019(corps)).isNotEqualTo(cle2019(corps.replace("20191200", "20191300")));
    assertThat(cle2019(corps)).as("republié au format 2022").isEqualTo(unSeul(corps).cleDeLot());
    assertThat(unSeul(corps.replace("20191200", "20191201")).cleDeLot())
        .as("au format 2022 les deux derniers chiffres n'ont pas de sens")
        .isNotEqualTo(unSeul(corps.replace("20191200", "20191202")).cleDeLot());
  }

  @Test
  void lEmpreinteChangeAvecChaqueChampSaufCeuxDeLIdentiteDuFichier()
      throws ReflectiveOperationException {
    var reference = complet();
    for (RecordComponent champ : MarcheDecp.class.getRecordComponents()) {
      var autre = avec(reference, champ, autreValeur(champ, reference));
      if (Set.of("format", "jumeau").contains(champ.getName())) {
        assertThat(autre.empreinte()).as(champ.getName()).isEqualTo(reference.empreinte());
      } else {
        assertThat(autre.empreinte()).as(champ.getName()).isNotEqualTo(reference.empreinte());
      }
    }
  }

  @Test
  void lEmpreinteIgnoreLOrdreDesTitulairesEtLesZerosDuMontant() {
    String a = "{\"titulaire\":{\"typeIdentifiant\":\"SIRET\",\"id\":\"81223113200026\"}}";
    String b = "{\"titulaire\":{\"typeIdentifiant\":\"SIRET\",\"id\":\"21690123100011\"}}";
    String debut =
        "{\"id\":\"1\",\"acheteur\":{\"id\":\"" + CDG_13 + "\"},\"objet\":\"o\",\"montant\":";
    assertThat(unSeul(debut + "10,\"titulaires\":[" + a + "," + b + "]}").empreinte())
        .isEqualTo(unSeul(debut + "\"10.00\",\"titulaires\":[" + b + "," + a + "]}").empreinte());
  }

  private static MarcheDecp complet() {
    return unSeul(
        "{\"id\":\"1\",\"acheteur\":{\"id\":\""
            + CDG_13
            + "\",\"nom\":\"CDG\"},\"objet\":\"o\",\"montant\":10,"
            + "\"dureeMois\":3,\"dateNotification\":\"2024-01-02\"}");
  }

  private static Object autreValeur(RecordComponent champ, MarcheDecp m)
      throws ReflectiveOperationException {
    var t = new MarcheDecp.Titulaire("SIRET", "81223113200026", "A");
    return switch (champ.getName()) {
      case "considerationsSociales" -> Set.of(ConsiderationSociale.CLAUSE);
      case "considerationsEnvironnementales" -> Set.of(ConsiderationEnvironnementale.CLAUSE);
      case "titulaires" -> List.of(t);
      case "modifications" ->
          List.of(new MarcheDecp.Modification(1, null, null, null, null, null, List.of()));
      case "actesSousTraitance" ->
          List.of(new MarcheDecp.ActeSousTraitance(1, t, 1, null, null, null, null));
      case "modificationsActesSousTraitance" ->
          List.of(new MarcheDecp.ModificationActe(1, null, null, null, null));
      case "lieu" -> new MarcheDecp.Lieu("69001", "Code postal", null);
      case "concession" -> new MarcheDecp.Concession(null, null, BigDecimal.TEN, null);
      case "format" -> FormatDecp.XML_2019;
      case "jumeau" -> 4;
      default -> {
        var type = champ.getType();
        if (type == List.class) {
          yield List.of("autre");
        } else if (type == String.class) {
          yield "autre" + champ.getAccessor().invoke(m);
        } else if (type == Integer.class) {
          yield 77;
        } else if (type == Boolean.class) {
          yield Boolean.TRUE;
        } else if (type == BigDecimal.class) {
          yield new BigDecimal("0.77");
        } else if (type == LocalDate.class) {
          yield LocalDate.of(2001, 1, 1);
        }
        throw new AssertionError("champ sans valeur d'essai : " + champ);
      }
    };
  }

  private static MarcheDecp avec(MarcheDecp m, RecordComponent change, Object valeur)
      throws ReflectiveOperationException {
    var champs = MarcheDecp.class.getRecordComponents();
    var valeurs = new ArrayList<>();
    for (var champ : champs) {
      valeurs.add(
          champ.getName().equals(change.getName()) ? valeur : champ.getAccessor().invoke(m));
    }
    var types = Arrays.stream(champs).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return MarcheDecp.class.getDeclaredConstructor(types).newInstance(valeurs.toArray());
  }

  private static String marche(
      String id, String objet, String titulaire, String montant, String plus) {
    return "{\"id\":\""
        + id
        + "\","
        + plus
        + "\"acheteur\":{\"id\":\""
        + CDG_13
        + "\"},\"objet\":\""
        + objet
        + "\",\"montant\":"
        + montant
        + ",\"titulaires\":[{\"titulaire\":{\"typeIdentifiant\":\"SIRET\",\"id\":\""
        + titulaire
        + "\"}}]}";
  }

  private static String enveloppe(String marches) {
    return "{\"marches\":{\"marche\":[" + marches + "]}}";
  }

  private static MarcheDecp unSeul(String marche) {
    return Jeu.lire(enveloppe(marche)).getFirst().marche();
  }

  private static String cle2019(String marche) {
    return Jeu.lire("{\"marches\":[" + marche + "]}").getFirst().marche().cleDeLot();
  }

  private static Path jour(String jour) {
    return Jeu.dossier().resolve("dev/decp-2022-json/e-marchespublics_2024-07-" + jour + ".json");
  }

  private static List<MarcheDecp> marches(Path fichier) {
    return Jeu.lire(fichier).stream()
        .filter(Enregistrement::accepte)
        .map(Enregistrement::marche)
        .toList();
  }

  private static List<MarcheDecp> publications(String numero) {
    return Stream.of("13", "16", "20", "23", "24", "26")
        .flatMap(j -> marches(jour(j)).stream())
        .filter(m -> numero.equals(m.id()))
        .toList();
  }

  private static List<Integer> nombres(Path fichier) {
    var cles = cles(fichier);
    return List.of(cles.size(), Math.toIntExact(cles.stream().distinct().count()));
  }

  private static List<String> cles(Path fichier) {
    return marches(fichier).stream().map(MarcheDecp::cleDeLot).toList();
  }

  private static List<String> empreintes(Path fichier) {
    return marches(fichier).stream().map(MarcheDecp::empreinte).toList();
  }
}
