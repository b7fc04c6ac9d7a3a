package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.Postgres;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Steps 0 to 2 through the API: preview, import, read. Each test opens spaces of its own, for
 * buyers of the real files.
 */
class ParcoursImportIT {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String AGENT = "agent-archipel-habitat";
  private static final UUID AGENT_ID = UUID.fromString("00000000-0000-4000-8000-000000000003");
  private static final String SIRET = "21590163800019";
  private static final Map<String, Jeton> JETONS = new HashMap<>();
  private static ServerStack pile;

  private record Reponse(int statut, HttpResponse<String> http) {
    JsonNode json() throws IOException {
      return JSON.readTree(http.body());
    }
  }

  private record Jeton(String texte, Instant quand) {}

  private record Essai(UUID id, String code) {}

  @BeforeAll
  static void start() {
    pile = PileDeTest.pile();
  }

  // --- Aperçu ---

  @Test
  void previewSaysWhatTheFileHoldsAndHowMuchIsMine() throws Exception {
    var essai = essai("28130003800029");
    var apercu =
        appel(
            AGENT,
            "POST",
            "/decp/apercu",
            Files.readAllBytes(reel("decp-2022-json/e-marchespublics_2024-07-16.json")),
            "application/octet-stream");
    assertThat(apercu.statut()).isEqualTo(200);
    var json = apercu.json();
    assertThat(json.get("format").textValue()).isEqualTo("2022-json");
    assertThat(json.get("marches").intValue()).isEqualTo(143);
    assertThat(json.get("concessions").intValue()).isZero();
    assertThat(json.get("acheteurs").intValue()).isEqualTo(36);
    assertThat(json.get("montantTotal").decimalValue()).isEqualByComparingTo("76335048");
    assertThat(json.get("considerationsSociales").get("Pas de considération sociale").intValue())
        .isEqualTo(135);
    assertThat(json.get("considerationsSociales").get("Clause sociale").intValue()).isEqualTo(7);
    assertThat(json.get("refuses").intValue()).isZero();
    assertThat(
            json.get("mesAcheteurs")
                .valueStream()
                .filter(a -> a.get("code").textValue().equals(essai.code()))
                .map(a -> a.get("enregistrements").intValue()))
        .containsExactly(2);
    assertThat(total(essai)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bonjour", "{\"a\":1}", "<html/>"})
  void whatIsNotDecpIsRefusedAtOnceWithASentence(String corps) throws Exception {
    var essai = essai(SIRET);
    for (var adresse : List.of("/decp/apercu", imports(essai))) {
      var refus =
          appel(AGENT, "POST", adresse, corps.getBytes(StandardCharsets.UTF_8), "application/json");
      assertThat(refus.statut()).as(adresse).isEqualTo(422);
      assertThat(refus.json().get("champ").textValue()).isEqualTo("fichier");
      assertThat(refus.json().get("detail").textValue()).isNotBlank();
    }
    assertThat(
            appel(AGENT, "GET", espace(essai) + "/imports", null, null)
                .json()
                .get("total")
                .intValue())
        .isZero();
  }

  @Test
  void anAnnouncedGiantIsRefusedBeforeItIsSent() throws Exception {
    var essai = essai(SIRET);
    var uri = URI.create(pile.urlMaillon());
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              ("POST /api/v1"
                      + imports(essai)
                      + " HTTP/1.1\r\nHost: "
                      + uri.getAuthority()
                      + "\r\nAuthorization: Bearer "
                      + pile.jeton(AGENT)
                      + "\r\nContent-Type: application/json\r\nContent-Length: 3000000000\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      var debut = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(debut).isEqualTo("HTTP/1.1 413");
    }
  }

  // --- Import ---

  @Test
  void importTakesOnlyThisBuyerAndKeepsLotsOfOneNumberApart() throws Exception {
    var essai = essai("28130003800029");
    var job = importer(essai, reel("decp-2022-json/e-marchespublics_2024-07-16.json"));
    compter(job, 143, 2, 0, 0, 141, 0);
    assertThat(job.get("format").textValue()).isEqualTo("2022-json");
    assertThat(job.get("octetsLus").longValue())
        .isEqualTo(job.get("octets").longValue())
        .isPositive();

    var liste = appel(AGENT, "GET", espace(essai) + "/marches", null, null).json();
    assertThat(liste.get("total").intValue()).isEqualTo(1);
    assertThat(liste.get("montantTotal").decimalValue()).isEqualByComparingTo("180000");
    var marche = liste.get("elements").get(0);
    assertThat(marche.get("numero").textValue()).isEqualTo("2024-FCS01-00");
    assertThat(marche.get("lots").intValue()).isEqualTo(2);
    assertThat(marche.get("etat").textValue()).isEqualTo("NOTIFIE");
    assertThat(marche.get("dateNotification").textValue()).isEqualTo("2024-04-19");
    assertThat(textes(marche.get("considerationsSociales"))).containsExactly("Marché réservé");
    assertThat(marche.get("titulaires")).isNotEmpty();

    var detail =
        appel(AGENT, "GET", espace(essai) + "/marches/" + marche.get("id").textValue(), null, null);
    assertThat(detail.http().headers().firstValue("ETag"))
        .hasValue("\"" + detail.json().get("version").intValue() + "\"");
    var lots = detail.json().get("lots");
    assertThat(
            lots.valueStream()
                .map(l -> l.get("montant").decimalValue().stripTrailingZeros().toPlainString()))
        .containsExactlyInAnyOrder("171000", "9000");
    assertThat(lots).allSatisfy(l -> assertThat(l.get("titulaires")).isNotEmpty());
    assertThat(
            appel(
                    AGENT,
                    "GET",
                    espace(essai) + "/marches/" + marche.get("id").textValue() + "/lots?taille=1",
                    null,
                    null)
                .json()
                .get("total")
                .intValue())
        .isEqualTo(2);
    assertThat(
            appel(
                    AGENT,
                    "GET",
                    espace(essai) + "/marches/" + marche.get("id").textValue() + "/historique",
                    null,
                    null)
                .json()
                .get("elements"))
        .extracting(e -> e.get("code").textValue())
        .containsExactly("importe");
  }

  @Test
  void theSameFileTwiceChangesNothing() throws Exception {
    var essai = essai(SIRET);
    var fichier = reel("decp-2019-json/marches-securises_ville-de-croix.json");
    var premier = importer(essai, fichier);
    assertThat(premier.get("lus").intValue()).isEqualTo(95);
    var pris =
        premier.get("crees").intValue()
            + premier.get("misAJour").intValue()
            + premier.get("inchanges").intValue();
    assertThat(pris + premier.get("refuses").intValue()).isEqualTo(95);
    assertThat(premier.get("crees").intValue()).isPositive();
    var avant = photo(essai);
    var second = importer(essai, fichier);
    compter(second, 95, 0, 0, pris, 0, premier.get("refuses").intValue());
    assertThat(photo(essai)).isEqualTo(avant);
  }

  @Test
  void theFormatOf2019SaysNothingOfSocialConsiderationsAndNothingIsNotNone() throws Exception {
    var essai = essai(SIRET);
    importer(essai, reel("decp-2019-json/marches-securises_ville-de-croix.json"));
    var total = total(essai);
    assertThat(liste(essai, "?consideration=INCONNUE").get("total").intValue())
        .isEqualTo(total)
        .isPositive();
    assertThat(liste(essai, "?consideration=AUCUNE").get("total").intValue()).isZero();
    assertThat(liste(essai, "").get("elements"))
        .allSatisfy(
            m -> {
              assertThat(m.get("considerationsConnues").booleanValue()).isFalse();
              assertThat(m.get("considerationsSociales")).isEmpty();
            });
  }

  @Test
  void aLaterPublicationUpdatesAndAnOlderOneNeverOverwrites() throws Exception {
    var essai = essai("21890418300017");
    importer(essai, reel("decp-2022-json/e-marchespublics_2024-07-16.json"));
    var id = parNumero(essai, "24-1033429");
    assertThat(montant(essai, id)).isEqualByComparingTo("264207");
    var republie = importer(essai, reel("decp-2022-json/e-marchespublics_2024-07-23.json"));
    assertThat(republie.get("misAJour").intValue()).isPositive();
    assertThat(montant(essai, id)).isEqualByComparingTo("224989");
    assertThat(faits(essai, id))
        .anyMatch(f -> f.contains("Montant : 264\u202f207\u00a0€ → 224\u202f989\u00a0€"));
    var ancien = importer(essai, reel("decp-2022-json/e-marchespublics_2024-07-16.json"));
    assertThat(ancien.get("misAJour").intValue() + ancien.get("crees").intValue()).isZero();
    assertThat(montant(essai, id)).isEqualByComparingTo("224989");
  }

  @Test
  void aWeekOfDailyFilesGivesOneMarcheThatGathersItsSubcontractors() throws Exception {
    var essai = essai("45220075100025");
    for (var jour : List.of("13", "16", "20", "23", "24", "26")) {
      importer(essai, reel("decp-2022-json/e-marchespublics_2024-07-" + jour + ".json"));
    }
    var id = parNumero(essai, "23-239");
    var lots = appel(AGENT, "GET", espace(essai) + "/marches/" + id, null, null).json().get("lots");
    assertThat(lots).hasSize(1);
    assertThat(lots.get(0).get("sousTraitance")).hasSizeGreaterThan(10);
    assertThat(faits(essai, id)).hasSize(4);
    var avant = photo(essai);
    for (var jour : List.of("13", "16", "20", "23", "24", "26")) {
      var job = importer(essai, reel("decp-2022-json/e-marchespublics_2024-07-" + jour + ".json"));
      assertThat(job.get("crees").intValue() + job.get("misAJour").intValue()).as(jour).isZero();
    }
    assertThat(photo(essai)).isEqualTo(avant);
  }

  @Test
  void sameDayPublicationsAreTakenInTheirOrderAndNeverFlap() throws Exception {
    var essai = essai(SIRET);
    var a = json2022(marche("7", "Peinture", "1000", "2024-06-01"));
    var b = json2022(marche("7", "Peinture", "1500", "2024-06-01"));
    compter(importer(essai, a), 1, 1, 0, 0, 0, 0);
    compter(importer(essai, b), 1, 0, 1, 0, 0, 0);
    compter(importer(essai, a), 1, 0, 0, 1, 0, 0);
    assertThat(montant(essai, parNumero(essai, "7"))).isEqualByComparingTo("1500");
    compter(
        importer(essai, json2022(marche("7", "Peinture", "1500", "2024-06-05"))), 1, 0, 0, 1, 0, 0);
    assertThat(faits(essai, parNumero(essai, "7"))).hasSize(2);
  }

  @Test
  void aFileImportedBeforeSaysWhenAndItsStateCanBeRestored() throws Exception {
    var essai = essai(SIRET);
    var bon = json2022(marche("7", "Peinture", "1000", "2024-06-01"));
    var abime = json2022(marche("7", "Peinture", "2000", "2024-06-01"));
    assertThat(importer(essai, bon).hasNonNull("dejaImporteLe")).isFalse();
    importer(essai, abime);
    var deja = importer(essai, bon);
    compter(deja, 1, 0, 0, 1, 0, 0);
    assertThat(deja.get("dejaImporteLe").textValue()).isNotBlank();
    assertThat(deja.get("retablissables").intValue()).isEqualTo(1);
    var chemin = imports(essai) + "/" + deja.get("id").textValue();
    assertThat(
            appel(AGENT, "GET", chemin + "/lignes", null, null)
                .json()
                .get("elements")
                .get(0)
                .get("raison")
                .textValue())
        .startsWith("Déjà importé le ");
    assertThat(montant(essai, parNumero(essai, "7"))).isEqualByComparingTo("2000");
    var retabli = appel(AGENT, "POST", chemin + "/retablissement", new byte[0], null);
    assertThat(retabli.statut()).isEqualTo(200);
    assertThat(retabli.json().get("retablissables").intValue()).isZero();
    assertThat(montant(essai, parNumero(essai, "7"))).isEqualByComparingTo("1000");
    assertThat(
            appel(AGENT, "POST", chemin + "/retablissement", new byte[0], null)
                .json()
                .get("code")
                .textValue())
        .isEqualTo("rien-a-retablir");

    var lot =
        appel(AGENT, "GET", espace(essai) + "/marches/" + parNumero(essai, "7"), null, null)
            .json()
            .get("lots")
            .get(0);
    assertThat(lot.get("versions").intValue()).isEqualTo(1);
    var versions =
        espace(essai)
            + "/marches/"
            + parNumero(essai, "7")
            + "/lots/"
            + lot.get("id").textValue()
            + "/versions";
    var autre =
        appel(AGENT, "GET", versions, null, null)
            .json()
            .get("versions")
            .valueStream()
            .filter(v -> !v.get("retenue").booleanValue())
            .findFirst()
            .orElseThrow();
    assertThat(
            appel(
                    AGENT,
                    "POST",
                    versions + "/" + autre.get("id").textValue() + "/choix",
                    new byte[0],
                    null)
                .statut())
        .isEqualTo(200);
    assertThat(montant(essai, parNumero(essai, "7"))).isEqualByComparingTo("2000");
  }

  @Test
  void aProbableDuplicateIsListedMergedAndSplitAgain() throws Exception {
    var essai = essai(SIRET);
    importer(
        essai,
        json2022(
            marche("8", "Lot 1 peinture", "1000", "2024-06-01")
                + ","
                + marche("8", "Lot 2 sols", "1000", "2024-06-01")));
    var job = importer(essai, json2022(marche("8", "Revetements", "1000", "2024-06-01")));
    assertThat(job.get("doublons").intValue()).isEqualTo(1);
    var doublons = imports(essai) + "/" + job.get("id").textValue() + "/doublons";
    var ligne =
        appel(AGENT, "GET", doublons, null, null)
            .json()
            .get("elements")
            .get(0)
            .get("rang")
            .intValue();
    var id = parNumero(essai, "8");
    assertThat(montant(essai, id)).isEqualByComparingTo("3000");
    assertThat(
            appel(AGENT, "POST", doublons + "/" + ligne + "/reunion", new byte[0], null).statut())
        .isEqualTo(204);
    assertThat(montant(essai, id)).isEqualByComparingTo("2000");
    assertThat(
            appel(AGENT, "POST", doublons + "/" + ligne + "/reunion", new byte[0], null)
                .json()
                .get("code")
                .textValue())
        .isEqualTo("doublon-deja-regle");
    assertThat(appel(AGENT, "POST", doublons + "/" + ligne + "/retour", new byte[0], null).statut())
        .isEqualTo(204);
    assertThat(montant(essai, id)).isEqualByComparingTo("3000");
    assertThat(appel(AGENT, "POST", doublons + "/" + ligne + "/ecart", new byte[0], null).statut())
        .isEqualTo(204);
    assertThat(
            appel(AGENT, "GET", imports(essai) + "/" + job.get("id").textValue(), null, null)
                .json()
                .get("doublons")
                .intValue())
        .isZero();
  }

  @Test
  void allFourFormatsComeIn() throws Exception {
    var essai = essai(SIRET);
    var xml2022 =
        "<?xml version=\"1.0\""
            + " encoding=\"UTF-8\"?><marches><marche><montant>4200.50</montant><id>X-22</id><acheteur><id>"
            + SIRET
            + "</id></acheteur><nature>Marché</nature><objet>Élagage</objet><codeCPV>77211500</codeCPV><techniques><technique>Sans"
            + " objet</technique></techniques><dureeMois>6</dureeMois>"
            + "<dateNotification>2024-03-01</dateNotification><datePublicationDonnees>2024-03-10</datePublicationDonnees>"
            + "<titulaires><titulaire><typeIdentifiant>SIRET</typeIdentifiant><id>45220075100025</id></titulaire></titulaires><considerationsSociales><considerationSociale>Clause"
            + " sociale</considerationSociale><considerationSociale>Critère"
            + " social</considerationSociale></considerationsSociales></marche></marches>";
    var xml2019 =
        "<?xml version=\"1.0\""
            + " encoding=\"UTF-8\"?><marches><marche><id>20190000100</id><acheteur><id>"
            + SIRET
            + "</id><nom>CROIX</nom></acheteur><nature>Marché</nature><objet>Curage</objet><codeCPV>90470000-2</codeCPV><procedure>Procédure"
            + " adaptée</procedure><lieuExecution><code>59170</code><typeCode>Code"
            + " postal</typeCode><nom>CROIX</nom></lieuExecution>"
            + "<dureeMois>12</dureeMois><dateNotification>2019-05-02+02:00</dateNotification><datePublicationDonnees>2019-05-20+02:00</datePublicationDonnees><montant>90000</montant><formePrix>Ferme</formePrix><titulaires><titulaire><id>45220075100025</id><typeIdentifiant>SIRET</typeIdentifiant><denominationSociale>ATELIERS"
            + " DE L'ÉTÉ</denominationSociale></titulaire></titulaires><modifications/></marche></marches>";
    var json2019 =
        "{\"marches\":[{\"_type\":\"Contrat de"
            + " concession\",\"id\":\"20180000200\",\"autoriteConcedante\":{\"id\":\""
            + SIRET
            + "\",\"nom\":\"CROIX\"},\"nature\":\"Concession de"
            + " service\",\"objet\":\"Fourrière\",\"procedure\":\"Procédure négociée"
            + " ouverte\",\"dureeMois\":48,\"dateSignature\":\"2018-06-01\",\"datePublicationDonnees\":\"2018-07-01\",\"dateDebutExecution\":\"2018-07-01\",\"valeurGlobale\":\"250000.25\",\"montantSubventionPublique\":0,\"concessionnaires\":[{\"typeIdentifiant\":\"SIRET\",\"id\":\"45220075100025\",\"denominationSociale\":\"ATELIERS"
            + " DE L'ÉTÉ\"}],\"modifications\":[]}]}";
    assertThat(importer(essai, xml2022.getBytes(StandardCharsets.UTF_8)).get("format").textValue())
        .isEqualTo("2022-xml");
    assertThat(importer(essai, xml2019.getBytes(StandardCharsets.UTF_8)).get("format").textValue())
        .isEqualTo("2019-xml");
    assertThat(importer(essai, json2019.getBytes(StandardCharsets.UTF_8)).get("format").textValue())
        .isEqualTo("2019-json");
    compter(
        importer(essai, json2022(marche("J-22", "Peinture", "1000", "2024-06-01"))),
        1,
        1,
        0,
        0,
        0,
        0);
    var liste = liste(essai, "?tri=montant");
    assertThat(liste.get("elements"))
        .extracting(m -> m.get("numero").textValue())
        .containsExactly("J-22", "X-22", "20190000100", "20180000200");
    assertThat(liste.get("montantTotal").decimalValue()).isEqualByComparingTo("345200.75");
    assertThat(liste(essai, "?consideration=CLAUSE").get("total").intValue()).isEqualTo(1);
    assertThat(liste(essai, "?consideration=CRITERE,RESERVE").get("total").intValue()).isEqualTo(1);
    assertThat(liste(essai, "?q=ateliers+ETE").get("total").intValue()).isEqualTo(2);
    assertThat(liste(essai, "?q=elagage").get("total").intValue()).isEqualTo(1);
    assertThat(liste(essai, "?q=%25").get("total").intValue()).isZero();
    assertThat(liste(essai, "?annee=2018&annee=2019").get("total").intValue()).isEqualTo(2);
    assertThat(liste(essai, "?montantMin=4000&montantMax=100000").get("total").intValue())
        .isEqualTo(2);
    assertThat(liste(essai, "?etat=NOTIFIE").get("total").intValue()).isEqualTo(4);
    assertThat(liste(essai, "?taille=3&page=2&tri=-montant").get("elements"))
        .extracting(m -> m.get("numero").textValue())
        .containsExactly("J-22");
  }

  @Test
  void imperfectRecordsAreTakenWithAWarningAndImpossibleOnesRefusedWithTheirPlace()
      throws Exception {
    var essai = essai(SIRET);
    var fichier =
        "{\"marches\":{\"marche\":["
            + marche("OK", "Peinture", "1000", "2024-06-01")
            + ","
            + "{\"acheteur\":{\"id\":\""
            + SIRET
            + "\"},\"montant\":5},"
            + "{\"id\":\"SANS\",\"acheteur\":{\"id\":\""
            + SIRET
            + "\"},\"objet\":\"=HYPERLINK(1)\"},"
            + "{\"id\":\"ETRANGER\",\"objet\":\"Ailleurs\",\"acheteur\":{\"id\":\"20005480700017\"}},{\"id\":\"=1+1\",\"objet\":\"Sans"
            + " acheteur\"}]}}";
    var job = importer(essai, fichier.getBytes(StandardCharsets.UTF_8));
    compter(job, 5, 2, 0, 0, 1, 2);
    assertThat(job.get("avecAvertissement").intValue()).isPositive();
    var refus =
        appel(
                AGENT,
                "GET",
                imports(essai) + "/" + job.get("id").textValue() + "/lignes?resultat=REFUSE",
                null,
                null)
            .json();
    assertThat(refus.get("total").intValue()).isEqualTo(2);
    assertThat(refus.get("elements"))
        .extracting(l -> l.get("rang").intValue())
        .containsExactly(2, 5);
    assertThat(refus.get("elements"))
        .allSatisfy(
            l -> {
              assertThat(l.get("champ").textValue()).isNotBlank();
              assertThat(l.get("raison").textValue()).isNotBlank();
            });
    var csv =
        appel(
            AGENT,
            "GET",
            imports(essai) + "/" + job.get("id").textValue() + "/lignes.csv",
            null,
            null);
    assertThat(csv.http().headers().firstValue("Content-Type"))
        .hasValueSatisfying(
            t -> assertThat(t).containsIgnoringCase("text/csv").containsIgnoringCase("utf-8"));
    var lignes = csv.http().body().split("\r\n");
    assertThat(lignes[0])
        .isEqualTo("\ufeffrang;numéro;objet;résultat;champ;valeur;raison;avertissements");
    assertThat(lignes).hasSize(5);
    assertThat(csv.http().body()).doesNotContainPattern("(?m)(^|;)\"?[=+@]");
    assertThat(
            appel(
                    AGENT,
                    "GET",
                    imports(essai) + "/" + job.get("id").textValue() + "/lignes?resultat=PEUT_ETRE",
                    null,
                    null)
                .statut())
        .isEqualTo(400);
  }

  @Test
  void aBrokenFileKeepsWhatPrecedesSaysWhereItBrokeAndTheCorrectedOneLosesNothing()
      throws Exception {
    var essai = essai(SIRET);
    var entier =
        "{\"marches\":{\"marche\":["
            + IntStream.range(0, 1200)
                .mapToObj(i -> marche("N" + i, "Lot " + i, "1000", "2024-06-01"))
                .collect(Collectors.joining(",\n"))
            + "]}}";
    var rompu = entier.substring(0, entier.indexOf("\"N1100\"") + 20);
    var echec = importer(essai, rompu.getBytes(StandardCharsets.UTF_8));
    assertThat(echec.get("etat").textValue()).isEqualTo("ECHEC");
    assertThat(echec.get("echec").textValue()).contains("ligne 1101");
    assertThat(echec.get("lus").intValue()).isEqualTo(1100);
    assertThat(echec.get("crees").intValue()).isEqualTo(1100);
    assertThat(echec.get("reprenable").booleanValue()).isFalse();
    assertThat(total(essai)).isEqualTo(1100);
    var reprise =
        appel(
            AGENT,
            "POST",
            imports(essai) + "/" + echec.get("id").textValue() + "/reprise",
            new byte[0],
            null);
    assertThat(reprise.statut()).isEqualTo(422);
    assertThat(reprise.json().get("code").textValue()).isEqualTo("import-non-reprenable");
    compter(importer(essai, entier.getBytes(StandardCharsets.UTF_8)), 1200, 100, 0, 1100, 0, 0);
  }

  @Test
  void multipartIsReadAsTheRawBodyIs() throws Exception {
    var essai = essai(SIRET);
    var bord = "----essai";
    var corps =
        ("--"
                + bord
                + "\r\n"
                + "Content-Disposition: form-data; name=\"fichier\"; filename=\"../pub.json\"\r\n"
                + "Content-Type: application/json\r\n\r\n"
                + new String(
                    json2022(marche("M", "Peinture", "1000", "2024-06-01")), StandardCharsets.UTF_8)
                + "\r\n--"
                + bord
                + "--\r\n")
            .getBytes(StandardCharsets.UTF_8);
    var lance =
        appel(AGENT, "POST", imports(essai), corps, "multipart/form-data; boundary=" + bord);
    assertThat(lance.statut()).isEqualTo(202);
    assertThat(lance.json().get("fichier").textValue()).isEqualTo("pub.json");
    compter(
        attendre(lance.http().headers().firstValue("Location").orElseThrow()), 1, 1, 0, 0, 0, 0);
  }

  @Test
  void theOptionSirenTakesTheOtherEstablishments() throws Exception {
    var fichier =
        json2022(marche("A", "Peinture", "1000", "2024-06-01").replace(SIRET, "21590163800027"));
    compter(importer(essai(SIRET), fichier), 1, 0, 0, 0, 1, 0);
    compter(importer(essai(SIRET, true), fichier), 1, 1, 0, 0, 0, 0);
  }

  // --- Reprise ---

  @Test
  void aJobLeftByAStoppedServerIsTakenUpAgain() throws Exception {
    var essai = essai(SIRET);
    var id =
        laisse(
            essai,
            AGENT_ID,
            json2022(
                marche("A", "Peinture", "1000", "2024-06-01")
                    + ","
                    + marche("B", "Plâtre", "2000", "2024-06-01")));
    var job = attendre(pile.urlMaillon() + "/api/v1" + imports(essai) + "/" + id);
    compter(job, 2, 2, 0, 0, 0, 0);
    var travail = appel(AGENT, "GET", espace(essai) + "/travaux/" + id, null, null).json();
    assertThat(travail.get("etat").textValue()).isEqualTo("FAIT");
    assertThat(travail.get("fait").longValue()).isEqualTo(travail.get("aFaire").longValue());
    var arret = appel(AGENT, "DELETE", espace(essai) + "/travaux/" + id, null, null);
    assertThat(arret.json().get("code").textValue()).isEqualTo("travail-fini");
  }

  @Test
  void aJobWhoseAuthorLostTheSpaceStopsAndSomeoneElseMayResumeIt() throws Exception {
    var essai = essai(SIRET);
    var id =
        laisse(
            essai,
            UUID.fromString("00000000-0000-4000-8000-000000000004"),
            json2022(marche("A", "Peinture", "1000", "2024-06-01")));
    var job = attendre(pile.urlMaillon() + "/api/v1" + imports(essai) + "/" + id);
    assertThat(job.get("etat").textValue()).isEqualTo("ECHEC");
    assertThat(job.get("echec").textValue()).contains("n'a plus accès");
    assertThat(total(essai)).isZero();
    assertThat(
            appel(AGENT, "POST", imports(essai) + "/" + id + "/reprise", new byte[0], null)
                .statut())
        .isEqualTo(202);
    compter(attendre(pile.urlMaillon() + "/api/v1" + imports(essai) + "/" + id), 1, 1, 0, 0, 0, 0);
  }

  @Test
  void aWaitingWorkIsStoppedFromItsPage() throws Exception {
    var essai = essai(SIRET);
    var id =
        laisse(
            essai,
            AGENT_ID,
            json2022(marche("A", "Peinture", "1000", "2024-06-01")),
            "'A_FAIRE', null, null, now() + interval '1 day'");
    try (var contexte = Navigateur.contexte(false)) {
      var page = Navigateur.connecter(contexte.newPage(), AGENT);
      page.navigate("/m/" + essai.code() + "/imports/" + id);
      page.getByText("Arrêter l'import").click();
      assertThat(page.locator("main").innerText()).contains("En attente");
      page.locator("summary:has-text('Arrêter')").click();
      page.locator("[value='Oui, arrêter']").click();
      assertThat(page.locator("body").innerText()).contains("L'arrêt est demandé");
      attendre(pile.urlMaillon() + "/api/v1" + imports(essai) + "/" + id);
      page.reload();
      assertThat(page.locator("main").innerText()).contains("Annulé");
      assertThat(page.locator("[value='Oui, arrêter']").count()).isZero();
    }
    assertThat(total(essai)).isZero();
  }

  // --- Saisie ---

  @Test
  void aMarcheTypedInIsRecognisedWhenItIsPublished() throws Exception {
    var essai = essai(SIRET);
    var corps =
        "{\"numero\":\"2024-P1\",\"objet\":\"Peinture des"
            + " écoles\",\"codeCpv\":\"45442100\",\"lots\":[{\"objet\":\"Peinture\",\"montantHt\":1000.5,\"dureeMois\":6},{\"objet\":\"Sols\",\"montantHt\":500}]}";
    var cree =
        appel(
            AGENT,
            "POST",
            espace(essai) + "/marches",
            corps.getBytes(StandardCharsets.UTF_8),
            "application/json");
    assertThat(cree.statut()).isEqualTo(201);
    var id = cree.json().get("id").textValue();
    assertThat(cree.http().headers().firstValue("Location"))
        .hasValueSatisfying(
            l -> assertThat(l).endsWith("/api/v1" + espace(essai) + "/marches/" + id));
    assertThat(cree.json().get("etat").textValue()).isEqualTo("IDENTIFIE");
    assertThat(cree.json().get("segment").textValue()).isEqualTo("TRAVAUX");
    assertThat(cree.json().get("acheteurSiret").textValue()).isEqualTo(SIRET);
    assertThat(montant(essai, id)).isEqualByComparingTo("1500.5");
    var pris =
        appel(
            AGENT,
            "POST",
            espace(essai) + "/marches",
            corps.getBytes(StandardCharsets.UTF_8),
            "application/json");
    assertThat(pris.statut()).isEqualTo(422);
    assertThat(pris.json().get("code").textValue()).isEqualTo("numero-deja-pris");
    assertThat(pris.json().get("champ").textValue()).isEqualTo("numero");
    assertThat(
            appel(
                    AGENT,
                    "POST",
                    espace(essai) + "/marches/" + id + "/lots",
                    "{\"objet\":\"Menuiserie\",\"montantHt\":100}".getBytes(StandardCharsets.UTF_8),
                    "application/json")
                .statut())
        .isEqualTo(201);

    compter(
        importer(essai, json2022(marche("2024-P1", "Peinture", "1200", "2024-06-01"))),
        1,
        0,
        1,
        0,
        0,
        0);
    var detail = appel(AGENT, "GET", espace(essai) + "/marches/" + id, null, null).json();
    assertThat(detail.get("lots")).hasSize(3);
    assertThat(detail.get("etat").textValue()).isEqualTo("NOTIFIE");
    assertThat(montant(essai, id)).isEqualByComparingTo("1800");
  }

  @Test
  void aMarcheTypedInWrongIsRefusedFieldByField() throws Exception {
    var essai = essai(SIRET);
    var refus =
        appel(
            AGENT,
            "POST",
            espace(essai) + "/marches",
            "{\"numero\":\" \",\"objet\":\"X\",\"lots\":[{\"montantHt\":-1}]}"
                .getBytes(StandardCharsets.UTF_8),
            "application/json");
    assertThat(refus.statut()).isEqualTo(400);
    assertThat(refus.json().get("violations"))
        .extracting(v -> v.get("champ").textValue())
        .contains("numero", "lots[0].objet", "lots[0].montantHt");
    var etranger =
        appel(
            AGENT,
            "POST",
            espace(essai) + "/marches",
            "{\"numero\":\"1\",\"objet\":\"X\",\"acheteurSiret\":\"20005480700017\",\"lots\":[{\"objet\":\"Y\"}]}"
                .getBytes(StandardCharsets.UTF_8),
            "application/json");
    assertThat(etranger.statut()).isEqualTo(422);
    assertThat(etranger.json().get("code").textValue()).isEqualTo("siret-etranger");
  }

  // --- Refus ---

  @Test
  void nobodyElseSeesAnythingOfTheSpace() throws Exception {
    var essai = essai(SIRET);
    var job = importer(essai, json2022(marche("A", "Peinture", "1000", "2024-06-01")));
    var id = parNumero(essai, "A");
    var autre = essai(SIRET);
    for (var compte : List.of("agent-chu-caen", "facilitateur1", "coordinateur", "central")) {
      for (var suite :
          List.of(
              "/marches",
              "/marches/" + id,
              "/marches/" + id + "/lots",
              "/marches/" + id + "/historique",
              "/imports",
              "/imports/decp/" + job.get("id").textValue(),
              "/imports/decp/" + job.get("id").textValue() + "/lignes",
              "/imports/decp/" + job.get("id").textValue() + "/lignes.csv")) {
        assertThat(appel(compte, "GET", espace(essai) + suite, null, null).statut())
            .as(compte + suite)
            .isEqualTo(404);
      }
      assertThat(
              appel(
                      compte,
                      "POST",
                      imports(essai),
                      json2022(marche("B", "P", "1", "2024-06-01")),
                      "application/json")
                  .statut())
          .isEqualTo(404);
    }
    // the same person, in another space of theirs: the identifier is foreign there
    for (var suite :
        List.of(
            "/marches/" + id,
            "/marches/" + id + "/lots",
            "/marches/" + id + "/historique",
            "/imports/decp/" + job.get("id").textValue(),
            "/imports/decp/" + job.get("id").textValue() + "/lignes.csv")) {
      assertThat(appel(AGENT, "GET", espace(autre) + suite, null, null).statut())
          .as(suite)
          .isEqualTo(404);
    }
    assertThat(
            appel(
                    AGENT,
                    "POST",
                    espace(autre) + "/marches/" + id + "/lots",
                    "{\"objet\":\"Y\"}".getBytes(StandardCharsets.UTF_8),
                    "application/json")
                .statut())
        .isEqualTo(404);
    assertThat(
            appel(
                    AGENT,
                    "POST",
                    imports(autre) + "/" + job.get("id").textValue() + "/reprise",
                    new byte[0],
                    null)
                .statut())
        .isEqualTo(404);
    assertThat(total(autre)).isZero();
  }

  @Test
  void anAddressThatAsksNonsenseIsToldSo() throws Exception {
    var essai = essai(SIRET);
    assertThat(
            appel(AGENT, "GET", espace(essai) + "/marches?tri=couleur", null, null)
                .json()
                .get("code")
                .textValue())
        .isEqualTo("tri-inconnu");
    assertThat(
            appel(AGENT, "GET", espace(essai) + "/marches?segment=LUNE", null, null)
                .json()
                .get("code")
                .textValue())
        .isEqualTo("filtre-inconnu");
    for (var insense :
        java.util.List.of(
            "page=0",
            "page=abc",
            "montantMin=abc",
            "montantMin=1E1000000",
            "montantMax=-1",
            "annee=2e3",
            "etat=PERDU",
            "consideration=X",
            "tri=couleur",
            "q=a%00b")) {
      var refus = appel(AGENT, "GET", espace(essai) + "/marches?" + insense, null, null);
      assertThat(refus.statut()).as(insense).isEqualTo(400);
      assertThat(
              insense.startsWith("q=")
                  || refus
                      .json()
                      .get("violations")
                      .get(0)
                      .get("champ")
                      .textValue()
                      .equals(insense.substring(0, insense.indexOf('='))))
          .as(insense)
          .isTrue();
    }
    assertThat(appel(AGENT, "GET", espace(essai) + "/marches/pas-un-uuid", null, null).statut())
        .isEqualTo(404);
    assertThat(
            appel(AGENT, "GET", espace(essai) + "/marches/" + UUID.randomUUID(), null, null)
                .statut())
        .isEqualTo(404);
  }

  // --- Outils ---

  private static Essai essai(String siret) {
    return essai(siret, false);
  }

  private static Essai essai(String siret, boolean parSiren) {
    var essai =
        new Essai(UUID.randomUUID(), "essai-" + UUID.randomUUID().toString().substring(0, 12));
    sql(
        Postgres.OWNER,
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur,"
            + " import_par_siren) values ('"
            + essai.id()
            + "', '"
            + essai.code()
            + "', 'Essai', 'E', 'COMMUNE', '#1f5f8b', "
            + parSiren
            + "); insert into plateforme.maitre_ouvrage_siret values ('"
            + essai.id()
            + "', '"
            + siret
            + "'); insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, export)"
            + " values ('"
            + AGENT_ID
            + "', '"
            + essai.id()
            + "', '2024-01-01', true)");
    return essai;
  }

  /**
   * What a server killed in the middle leaves: the file, the import, its work under a lease that
   * has ended.
   */
  private static UUID laisse(Essai essai, UUID demandeur, byte[] fichier) {
    return laisse(
        essai,
        demandeur,
        fichier,
        "'EN_COURS', gen_random_uuid(), now() - interval '1 second', now()");
  }

  private static UUID laisse(Essai essai, UUID demandeur, byte[] fichier, String ou) {
    var id = UUID.randomUUID();
    var hex = java.util.HexFormat.of().formatHex(fichier);
    sql(
        Postgres.APP,
        "begin; set local app.perimetre = 'espace'; set local app.tenant_id = '"
            + essai.id()
            + "'; set local app.tenants = '{"
            + essai.id()
            + "}'; insert into metier.import_decp (id, fichier, octets, etat, demande_par,"
            + " demande_par_nom) values ('"
            + id
            + "', 'reste.json', "
            + fichier.length
            + ", 'EN_COURS', '"
            + demandeur
            + "', 'Quelqu''un'); "
            + "set local app.espace = '"
            + essai.id()
            + "'; set local app.utilisateur = '"
            + demandeur
            + "'; insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet,"
            + " auteur_id, auteur_nom, etat, jeton, bail, prochaine, cree_le) values ('"
            + essai.id()
            + "', '"
            + id
            + "', 'ESPACE', 'import-decp', '"
            + id
            + "', 'Import', '"
            + demandeur
            + "', 'Quelqu''un', "
            + ou
            + ", now()); insert into plateforme.morceau (tenant_id, travail_id, rang, contenu)"
            + " values ('"
            + essai.id()
            + "', '"
            + id
            + "', 0, decode('"
            + hex
            + "', 'hex')); commit");
    return id;
  }

  private static void sql(String role, String ordres) {
    try (var connexion = pile.postgres().connexion(role);
        var ordre = connexion.createStatement()) {
      ordre.execute(ordres);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String espace(Essai essai) {
    return "/maitres-ouvrage/" + essai.code();
  }

  private static String imports(Essai essai) {
    return espace(essai) + "/imports/decp";
  }

  private static Path reel(String nom) {
    var fichier = pile.racine().resolve("../shared/decp/dev").resolve(nom).normalize();
    assumeTrue(Files.exists(fichier), "fichier réel absent : ../shared/decp/dev/" + nom);
    return fichier;
  }

  private static String marche(String id, String objet, String montant, String publication) {
    return "{\"id\":\""
        + id
        + "\",\"acheteur\":{\"id\":\""
        + SIRET
        + "\"},\"nature\":\"Marché\",\"objet\":\""
        + objet
        + "\",\"codeCPV\":\"45442100\",\"dureeMois\":12,"
        + "\"dateNotification\":\"2024-05-01\",\"datePublicationDonnees\":\""
        + publication
        + "\",\"montant\":"
        + montant
        + ",\"titulaires\":[{\"titulaire\":{\"typeIdentifiant\":\"SIRET\",\"id\":\"45220075100025\"}}],\"considerationsSociales\":{\"considerationSociale\":[\"Pas"
        + " de considération sociale\"]}}";
  }

  private static byte[] json2022(String marches) {
    return ("{\"marches\":{\"marche\":[" + marches + "]}}").getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode importer(Essai essai, Path fichier)
      throws IOException, InterruptedException {
    return importer(essai, Files.readAllBytes(fichier));
  }

  private static JsonNode importer(Essai essai, byte[] fichier)
      throws IOException, InterruptedException {
    var lance = appel(AGENT, "POST", imports(essai), fichier, "application/octet-stream");
    assertThat(lance.statut()).isEqualTo(202);
    assertThat(lance.json().get("etat").textValue()).isIn("EN_COURS", "TERMINE", "ECHEC");
    return attendre(lance.http().headers().firstValue("Location").orElseThrow());
  }

  private static JsonNode attendre(String adresse) {
    return await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              var job = envoyer(AGENT, "GET", URI.create(adresse), null, null).json();
              assertThat(job.get("lus").intValue())
                  .isEqualTo(
                      job.get("crees").intValue()
                          + job.get("misAJour").intValue()
                          + job.get("inchanges").intValue()
                          + job.get("horsPerimetre").intValue()
                          + job.get("refuses").intValue());
              return job;
            },
            job -> !job.get("etat").textValue().equals("EN_COURS"));
  }

  private static void compter(
      JsonNode job,
      int lus,
      int crees,
      int misAJour,
      int inchanges,
      int horsPerimetre,
      int refuses) {
    assertThat(
            List.of(
                job.get("etat").textValue(),
                job.get("lus").intValue(),
                job.get("crees").intValue(),
                job.get("misAJour").intValue(),
                job.get("inchanges").intValue(),
                job.get("horsPerimetre").intValue(),
                job.get("refuses").intValue()))
        .as("état, lus, créés, mis à jour, inchangés, hors périmètre, refusés")
        .isEqualTo(List.of("TERMINE", lus, crees, misAJour, inchanges, horsPerimetre, refuses));
  }

  private static JsonNode liste(Essai essai, String requete)
      throws IOException, InterruptedException {
    var reponse = appel(AGENT, "GET", espace(essai) + "/marches" + requete, null, null);
    assertThat(reponse.statut()).as(requete).isEqualTo(200);
    return reponse.json();
  }

  private static int total(Essai essai) throws IOException, InterruptedException {
    return liste(essai, "").get("total").intValue();
  }

  private static String parNumero(Essai essai, String numero)
      throws IOException, InterruptedException {
    return liste(essai, "?taille=100&q=" + numero)
        .get("elements")
        .valueStream()
        .filter(m -> m.get("numero").textValue().equals(numero))
        .map(m -> m.get("id").textValue())
        .findFirst()
        .orElseThrow();
  }

  private static BigDecimal montant(Essai essai, String id)
      throws IOException, InterruptedException {
    return appel(AGENT, "GET", espace(essai) + "/marches/" + id, null, null)
        .json()
        .get("montant")
        .decimalValue();
  }

  private static List<String> faits(Essai essai, String id)
      throws IOException, InterruptedException {
    return appel(
            AGENT, "GET", espace(essai) + "/marches/" + id + "/historique?taille=100", null, null)
        .json()
        .get("elements")
        .valueStream()
        .map(e -> e.get("detail").textValue())
        .toList();
  }

  /** Everything the space says of its marchés, versions included. */
  private static List<String> photo(Essai essai) throws IOException, InterruptedException {
    return liste(essai, "?taille=100&tri=numero")
        .get("elements")
        .valueStream()
        .map(
            m -> {
              try {
                return appel(
                        AGENT,
                        "GET",
                        espace(essai) + "/marches/" + m.get("id").textValue(),
                        null,
                        null)
                    .http()
                    .body();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  private static List<String> textes(JsonNode tableau) {
    return tableau.valueStream().map(JsonNode::textValue).toList();
  }

  /** A minute is well under a token's life, and Keycloak takes its time to check a password. */
  private static synchronized String jeton(String compte) {
    var connu = JETONS.get(compte);
    if (connu == null || connu.quand().isBefore(Instant.now().minusSeconds(60))) {
      connu = new Jeton(pile.jeton(compte), Instant.now());
      JETONS.put(compte, connu);
    }
    return connu.texte();
  }

  private static Reponse appel(
      String compte, String methode, String chemin, byte[] corps, String type)
      throws IOException, InterruptedException {
    return envoyer(
        compte, methode, URI.create(pile.urlMaillon() + "/api/v1" + chemin), corps, type);
  }

  private static Reponse envoyer(String compte, String methode, URI uri, byte[] corps, String type)
      throws IOException, InterruptedException {
    var demande =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + jeton(compte))
            .method(
                methode,
                corps == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(corps));
    if (type != null) {
      demande.header("Content-Type", type);
    }
    var reponse = HTTP.send(demande.build(), BodyHandlers.ofString());
    return new Reponse(reponse.statusCode(), reponse);
  }
}
