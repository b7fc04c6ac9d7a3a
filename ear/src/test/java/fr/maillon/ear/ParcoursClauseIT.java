package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.ServerStack;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Étape 5 de la chaîne, par l'API : calibrer, proposer, décider ; les chiffres de l'espace suivent,
 * à l'heure près.
 */
@Chiffres
class ParcoursClauseIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String AGENT = "agent-lyon";
  private static final String FACILITATEUR = "facilitateur1";
  private static final String AURE = "/maitres-ouvrage/lyon";
  private static final int ANNEE = LocalDate.now(ZoneId.of("Europe/Paris")).getYear();
  private static ServerStack pile;
  private JsonNode marche;
  private JsonNode avant;

  record Reponse(int status, JsonNode corps, String lieu) {
    String id() {
      return corps.path("id").asText();
    }

    int version() {
      return corps.path("version").asInt();
    }

    String texte(String champ) {
      return corps.path(champ).asText();
    }
  }

  @BeforeAll
  static void ouvrir() {
    pile = PileDeTest.pile();
  }

  @BeforeEach
  void unMarcheDeTroisLots() throws Exception {
    marche =
        demander(
                AGENT,
                "POST",
                AURE + "/marches",
                """
                {"numero":"CL-%s","objet":"Groupe scolaire","codeCpv":"45000000","lots":[{"objet":"Peinture","montantHt":200000},
                 {"objet":"Maçonnerie","montantHt":500000},{"objet":"Charpente","montantHt":300000}]}\
                """
                    .formatted(UUID.randomUUID().toString().substring(0, 8)))
            .corps();
    assertThat(marche.path("lots").size()).as(marche.toString()).isEqualTo(3);
    avant = chiffres();
  }

  @Test
  void unCalibrageSeCalculeSansRienEcrire() throws Exception {
    for (var qui : new String[] {AGENT, FACILITATEUR, "central"}) {
      var reponse =
          demander(
              qui,
              "POST",
              "/calibrages",
              "{\"tauxInsertion\":0.05,\"lots\":[{\"montantHt\":1000000,\"partMainOeuvre\":0.5,\"coutHoraire\":30}]}");
      assertThat(reponse.status()).isEqualTo(200);
      assertThat(reponse.corps())
          .isEqualTo(
              JSON.readTree(
                  "{\"lots\":[{\"heuresExactes\":833.33,\"heures\":833}],\"total\":833}"));
    }
    var a4 =
        demander(
            AGENT,
            "POST",
            "/calibrages",
            """
            {"tauxInsertion":0.05,"lots":[{"montantHt":200000,"grille":"PEINTURE"},{"montantHt":500000,"grille":"MACONNERIE"},{"montantHt":300000,"grille":"CHARPENTE"}]}\
            """);
    assertThat(a4.corps().path("total").asInt()).isEqualTo(750);
    assertThat(a4.corps().path("lots").path(0).path("source").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.05 | \"montantHt\":1000,\"partMainOeuvre\":0.5,\"coutHoraire\":0 | 422 hors-bornes"
            + " lots[0].coutHoraire",
        "0.05 | \"montantHt\":1000,\"partMainOeuvre\":1.5,\"coutHoraire\":30 | 422 hors-bornes"
            + " lots[0].partMainOeuvre",
        "0.05 | \"montantHt\":-1,\"partMainOeuvre\":0.5,\"coutHoraire\":30 | 422 hors-bornes"
            + " lots[0].montantHt",
        "1.05 | \"montantHt\":1000,\"partMainOeuvre\":0.5,\"coutHoraire\":30 | 422 hors-bornes"
            + " tauxInsertion",
        "0.05 | \"montantHt\":1e999999,\"partMainOeuvre\":0.5,\"coutHoraire\":30 | 400"
            + " saisie-incomprise corps",
        "0.05 | \"montantHt\":1000,\"partMainOeuvre\":0.5 | 422 valeur-manquante"
            + " lots[0].coutHoraire",
        "0.05 | \"montantHt\":1000,\"grille\":\"ABSENTE\" | 422 grille-inconnue lots[0].grille"
      })
  void unCalibrageHorsBornesNommeLeChamp(String taux, String lot, String attendu) throws Exception {
    var reponse =
        demander(
            AGENT,
            "POST",
            "/calibrages",
            "{\"tauxInsertion\":" + taux + ",\"lots\":[{" + lot + "}]}");
    assertThat(reponse.status() + " " + reponse.texte("code") + " " + reponse.texte("champ"))
        .isEqualTo(attendu);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"tauxInsertion\":0.05,\"lots\":[]}",
        "{\"tauxInsertion\":0.05,\"lots\":[{}]}",
        "{\"tauxInsertion\":0.05,\"lots\":[null]}",
        "null",
        "[",
        "{\"tauxInsertion\":\"cinq\"}"
      })
  void unCalibrageMalFormeEstUneDemandeInvalide(String corps) throws Exception {
    var reponse = demander(AGENT, "POST", "/calibrages", corps);
    assertThat(reponse.status()).as(reponse.corps().toString()).isEqualTo(400);
    assertThat(reponse.texte("code"))
        .isIn("demande-invalide", "json-illisible", "element-vide", "saisie-incomprise");
  }

  @Test
  void leFacilitateurProposeLAgentDecideLesChiffresSuivent() throws Exception {
    var proposee = proposer(f1(0, "PEINTURE"));
    assertThat(proposee.status()).as(proposee.corps().toString()).isEqualTo(201);
    assertThat(proposee.lieu()).endsWith("/api/v1" + AURE + "/clauses/" + proposee.id());
    assertThat(proposee.texte("etat")).isEqualTo("PROPOSEE");
    assertThat(proposee.texte("article")).isEqualTo("L2112-2");
    assertThat(proposee.corps().path("engagement").path("heuresExactes").decimalValue())
        .isEqualByComparingTo("233.333333");
    assertThat(proposee.corps().path("engagement").path("grilleSource").asText())
        .contains("mefsud77.fr");
    assertThat(ecart("heuresDues")).as("rien n'est dû avant l'accord").isEqualByComparingTo("0");

    refus(403, "interdit", demander(AGENT, "POST", AURE + "/clauses", f1(0, "PEINTURE")));
    refus(403, "interdit", accepter(FACILITATEUR, proposee));
    refus(403, "interdit", accepter("coordinateur", proposee));
    refus(404, "introuvable", accepter("agent-aix-marseille", proposee));
    refus(
        404,
        "introuvable",
        demander(
            "agent-aix-marseille",
            "GET",
            "/maitres-ouvrage/aix-marseille/clauses/" + proposee.id(),
            null));
    refus(
        404,
        "introuvable",
        demander(
            "agent-aix-marseille",
            "POST",
            "/maitres-ouvrage/aix-marseille/clauses/" + proposee.id() + "/acceptation",
            "{\"version\":" + proposee.version() + "}"));
    refus(
        404,
        "introuvable",
        demander(
            FACILITATEUR, "POST", "/maitres-ouvrage/aix-marseille/clauses", f1(0, "PEINTURE")));
    refus(404, "introuvable", demander("facilitateur2", "GET", AURE + "/clauses", null));
    refus(404, "introuvable", demander("central", "GET", AURE + "/clauses", null));
    refus(
        400,
        "demande-invalide",
        demander(AGENT, "POST", AURE + "/clauses/" + proposee.id() + "/acceptation", "{}"));
    refus(
        409,
        "version-perimee",
        demander(
            AGENT,
            "POST",
            AURE + "/clauses/" + proposee.id() + "/acceptation",
            "{\"version\":" + (proposee.version() + 7) + "}"));

    var acceptee = accepter(AGENT, proposee);
    assertThat(acceptee.status()).as(acceptee.corps().toString()).isEqualTo(200);
    assertThat(acceptee.texte("etat")).isEqualTo("ACCEPTEE");
    assertThat(acceptee.corps().path("tauxRealisation").decimalValue()).isEqualByComparingTo("0");
    assertThat(ecart("heuresDues")).isEqualByComparingTo("233");
    assertThat(ecart("marchesClauses")).isEqualByComparingTo("1");
    assertThat(
            demander(AGENT, "GET", AURE + "/marches/" + marche.path("id").asText(), null)
                .texte("etat"))
        .isEqualTo("CALIBRE");
    refus(409, "version-perimee", accepter(AGENT, proposee));
    refus(422, "clause-deja-decidee", accepter(AGENT, acceptee));
  }

  @Test
  void uneVersionRemplaceSansDoubleCompte() throws Exception {
    accepter(AGENT, proposer(f1(0, "PEINTURE")));
    accepter(AGENT, proposer(f1(1, "MACONNERIE")));
    assertThat(ecart("heuresDues")).isEqualByComparingTo("650");
    var deux =
        accepter(
            AGENT,
            proposer(
                "{\"lotId\":\""
                    + lot(0)
                    + "\",\"mecanisme\":\"CLAUSE_EXECUTION\",\"unite\":\"HEURES\",\"quantite\":180.25}"));
    assertThat(deux.corps().path("versions").findValuesAsText("etat"))
        .containsExactly("ACCEPTEE", "REMPLACEE");
    assertThat(ecart("heuresDues")).isEqualByComparingTo("597.25");
    assertThat(ecart("marchesClauses")).as("deux lots, un seul marché").isEqualByComparingTo("1");
    assertThat(ecart("lotsClauses")).isEqualByComparingTo("2");
    var liste =
        demander(
                AGENT,
                "GET",
                AURE + "/clauses?etat=ACCEPTEE&tri=heures&marche=" + marche.path("id").asText(),
                null)
            .corps();
    assertThat(liste.path("total").asInt()).isEqualTo(2);
    assertThat(liste.path("elements").path(0).path("lotObjet").asText()).isEqualTo("Maçonnerie");
    assertThat(liste.path("elements").path(0).path("heuresValidees").decimalValue())
        .isEqualByComparingTo("0");
    refus(400, "filtre-inconnu", demander(AGENT, "GET", AURE + "/clauses?etat=PERDUE", null));
  }

  @Test
  void unRefusGardeSonMotif() throws Exception {
    var proposee = proposer(f1(2, "CHARPENTE"));
    refus(
        400,
        "demande-invalide",
        demander(
            AGENT,
            "POST",
            AURE + "/clauses/" + proposee.id() + "/refus",
            "{\"version\":" + proposee.version() + ",\"motif\":\"  \"}"));
    refus(
        403,
        "interdit",
        demander(
            FACILITATEUR,
            "POST",
            AURE + "/clauses/" + proposee.id() + "/refus",
            "{\"version\":" + proposee.version() + ",\"motif\":\"non\"}"));
    var refusee =
        demander(
            AGENT,
            "POST",
            AURE + "/clauses/" + proposee.id() + "/refus",
            "{\"version\":" + proposee.version() + ",\"motif\":\"Chantier trop court\"}");
    assertThat(refusee.texte("etat") + " " + refusee.texte("motif"))
        .isEqualTo("REFUSEE Chantier trop court");
    refus(422, "clause-deja-decidee", accepter(AGENT, refusee));
    assertThat(ecart("heuresDues")).isEqualByComparingTo("0");
  }

  @Test
  void uneReservationCiteSonArticle() throws Exception {
    var corps =
        "{\"lotId\":\""
            + lot(0)
            + "\",\"mecanisme\":\"LOT_RESERVE\",\"article\":%s,\"unite\":\"HEURES\",\"quantite\":300}";
    refus(422, "article-manquant", proposer(corps.formatted("null")));
    assertThat(proposer(corps.formatted("\"L. 2113-12 et L2113-13\"")).texte("article"))
        .isEqualTo("L2113-12, L2113-13");
    refus(
        422,
        "calcul-ambigu",
        proposer(
            "{\"lotId\":\""
                + lot(0)
                + "\",\"mecanisme\":\"CLAUSE_EXECUTION\",\"quantite\":3,\"heuresTravaillees\":100,\"tauxInsertion\":0.1}"));
    assertThat(
            proposer("{\"lotId\":\"" + lot(0) + "\",\"mecanisme\":\"CRITERE\"}")
                .corps()
                .path("heuresDues")
                .decimalValue())
        .isEqualByComparingTo("0");
    refus(
        400, "json-illisible", proposer("{\"lotId\":\"" + lot(0) + "\",\"mecanisme\":\"MAGIE\"}"));
  }

  @Test
  void laGrilleAppartientALEquipe() throws Exception {
    var code =
        "ESSAI_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    var ligne =
        "{\"code\":\""
            + code
            + "\",\"libelle\":\"Essai\",\"partMainOeuvre\":0.4,\"coutHoraire\":31.5,\"source\":\"essai\"%s}";
    refus(403, "interdit", demander(AGENT, "POST", "/grilles", ligne.formatted("")));
    refus(403, "interdit", demander("central", "GET", "/grilles", null));
    var creee = demander(FACILITATEUR, "POST", "/grilles", ligne.formatted(""));
    assertThat(creee.status()).as(creee.corps().toString()).isEqualTo(201);
    refus(
        422,
        "grille-date-anterieure",
        demander("coordinateur", "POST", "/grilles", ligne.formatted("")));
    assertThat(
            demander(
                    "coordinateur",
                    "POST",
                    "/grilles",
                    ligne.formatted(
                        ",\"du\":\""
                            + LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(30)
                            + "\""))
                .status())
        .isEqualTo(201);
    assertThat(demander(FACILITATEUR, "GET", "/grilles/" + creee.id(), null).texte("au"))
        .isEqualTo(LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(29).toString());
    assertThat(
            demander(FACILITATEUR, "GET", "/grilles?historique=true&code=" + code, null)
                .corps()
                .path("total")
                .asInt())
        .isEqualTo(2);
    assertThat(
            demander(AGENT, "GET", AURE + "/grilles?taille=100", null)
                .corps()
                .path("elements")
                .findValuesAsText("code"))
        .contains(code, "PEINTURE");
  }

  private String lot(int rang) {
    return marche.path("lots").path(rang).path("id").asText();
  }

  private String f1(int rang, String grille) {
    return "{\"lotId\":\""
        + lot(rang)
        + "\",\"mecanisme\":\"CLAUSE_EXECUTION\",\"tauxInsertion\":0.05,\"grille\":\""
        + grille
        + "\"}";
  }

  private static Reponse proposer(String corps) throws Exception {
    return demander(FACILITATEUR, "POST", AURE + "/clauses", corps);
  }

  private static Reponse accepter(String qui, Reponse clause) throws Exception {
    return demander(
        qui,
        "POST",
        AURE + "/clauses/" + clause.id() + "/acceptation",
        "{\"version\":" + clause.version() + "}");
  }

  private static JsonNode chiffres() throws Exception {
    return demander(AGENT, "GET", AURE + "/chiffres?annee=" + ANNEE, null).corps();
  }

  /** Ce qu'un chiffre de l'espace a gagné depuis le début de l'essai. */
  private BigDecimal ecart(String champ) throws Exception {
    return chiffres().path(champ).decimalValue().subtract(avant.path(champ).decimalValue());
  }

  private static void refus(int status, String code, Reponse reponse) {
    assertThat(reponse.status() + " " + reponse.texte("code"))
        .as(reponse.corps().toString())
        .isEqualTo(status + " " + code);
  }

  private static Reponse demander(String qui, String methode, String chemin, String corps)
      throws Exception {
    var demande =
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + chemin))
            .header("Authorization", "Bearer " + pile.jeton(qui))
            .header("Content-Type", "application/json")
            .method(
                methode, corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps))
            .build();
    var reponse = HTTP.send(demande, BodyHandlers.ofString());
    return new Reponse(
        reponse.statusCode(),
        reponse.body().isEmpty() ? JSON.nullNode() : JSON.readTree(reponse.body()),
        reponse.headers().firstValue("Location").orElse(""));
  }
}
