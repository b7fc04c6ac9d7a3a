package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Étapes 3 et 4 de la chaîne, par l'API : un agent demande, l'équipe lit sur tous ses espaces,
 * entre et répond.
 */
@Chiffres
class ParcoursAssistanceIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate JOUR = LocalDate.now(ZoneId.of("Europe/Paris"));
  private static final UUID AURE = UUID.fromString("00000000-0000-4000-9000-000000000002");
  private static final UUID ESSAI = UUID.fromString("aaaaaaaa-0003-4000-9000-000000000001");
  private static final String AGENT = "agent-lyon";
  private static final String ESPACE = "/maitres-ouvrage/lyon/demandes";
  private static final List<UUID> MARCHES = new ArrayList<>();
  private static ServerStack pile;

  record Reponse(int status, JsonNode corps, HttpResponse<String> http) {
    String texte(String champ) {
      return corps.path(champ).asText();
    }
  }

  @BeforeAll
  static void ouvrir() throws SQLException {
    pile = PileDeTest.pile();
    nettoyer();
    superutilisateur(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + ESSAI
            + "', 'essai-assistance', 'Essai de l''assistance', 'EA', 'AUTRE_PUBLIC', '#444444')");
    superutilisateur(
        "insert into plateforme.convention (id, maitre_ouvrage_id, structure_id, du, au) select '"
            + ESSAI
            + "', '"
            + ESSAI
            + "', id, current_date - 30, current_date + 30 from plateforme.structure limit 1");
    superutilisateur(
        "insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id, utilisateur_id,"
            + " du) select '"
            + ESSAI
            + "', '"
            + ESSAI
            + "', '"
            + ESSAI
            + "', id, current_date - 30 from plateforme.utilisateur where identifiant ="
            + " 'facilitateur2'");
  }

  @AfterAll
  static void nettoyer() throws SQLException {
    for (var marche : MARCHES) {
      for (var table :
          List.of(
              "demande_message where demande_id in (select id from metier.demande where marche_id ="
                  + " '"
                  + marche
                  + "')",
              "demande where marche_id = '" + marche + "'",
              "evenement where marche_id = '" + marche + "'",
              "marche where id = '" + marche + "'")) {
        superutilisateur("delete from metier." + table);
      }
    }
    MARCHES.clear();
    for (var table : List.of("affectation", "convention", "journal", "journal_tete")) {
      superutilisateur(
          "delete from plateforme." + table + " where maitre_ouvrage_id = '" + ESSAI + "'");
    }
    superutilisateur("delete from plateforme.maitre_ouvrage where id = '" + ESSAI + "'");
  }

  @Test
  void laDemandeVaDeLAgentAuFacilitateurEtRevient() throws Exception {
    var marche = marche(AURE, "2026-ASSIST-1", "Groupe scolaire des Tilleuls, macro-lot");
    var creee = demander(marche, "CALIBRAGE", JOUR.plusDays(10));
    assertThat(creee.status()).isEqualTo(201);
    assertThat(creee.http().headers().firstValue("Location"))
        .hasValueSatisfying(
            l -> assertThat(l).endsWith("/api/v1" + ESPACE + "/" + creee.texte("id")));
    assertThat(creee.texte("etat")).isEqualTo("NOUVELLE");
    assertThat(creee.texte("quiAgit")).isEqualTo("L'équipe");
    assertThat(creee.texte("avertissement")).contains("4 semaines");
    var id = creee.texte("id");
    var ici = ESPACE + "/" + id;

    var ligne = ligne("facilitateur1", id);
    assertThat(ligne.path("maitreOuvrage"))
        .isEqualTo(
            JSON.readTree(
                "{\"code\":\"lyon\",\"nom\":\"Ville de"
                    + " Lyon\",\"sigle\":\"VL\",\"type\":\"COMMUNE\",\"couleur\":\"#9c2f2f\"}"));
    assertThat(ligne.path("marche").path("objet").asText())
        .isEqualTo("Groupe scolaire des Tilleuls, macro-lot");
    assertThat(ligne.path("joursRestants").asInt()).isEqualTo(10);
    assertThat(ligne("coordinateur", id)).isNotNull();
    assertThat(ligne("facilitateur2", id))
        .as("facilitateur2 n'est pas affecté à ce maître d'ouvrage")
        .isNull();

    refus(404, "introuvable", get("facilitateur2", ici));
    refus(404, "introuvable", get("agent-aix-marseille", ici));
    refus(404, "introuvable", get("central", ici));
    refus(
        404,
        "introuvable",
        get("agent-aix-marseille", "/maitres-ouvrage/aix-marseille/demandes/" + id));
    refus(404, "introuvable", get(AGENT, ESPACE + "/" + UUID.randomUUID()));
    refus(403, "interdit", get("central", "/portefeuille/demandes"));
    refus(403, "interdit", get(AGENT, "/portefeuille/demandes"));
    refus(403, "interdit", post(AGENT, ici + "/prise-en-charge", avec(version(creee)), null));

    var prise =
        post("facilitateur1", ici + "/prise-en-charge", JSON.createObjectNode(), version(creee));
    assertThat(prise.status()).isEqualTo(200);
    assertThat(prise.texte("etat")).isEqualTo("PRISE_EN_CHARGE");
    var facilitateur = get("facilitateur1", "/moi").texte("nom");
    assertThat(prise.texte("quiAgit")).isEqualTo(facilitateur);
    refus(
        409,
        "version-perimee",
        post("coordinateur", ici + "/prise-en-charge", avec(version(creee)), null));
    refus(
        422,
        "etape-impossible",
        post(
            "coordinateur",
            ici + "/conclusion",
            avec(version(prise)).put("texte", "Trop vite."),
            null));
    refus(
        422,
        "etape-impossible",
        post(AGENT, ici + "/reponse", avec(version(prise)).put("texte", "À quoi ?"), null));
    refus(403, "interdit", post("facilitateur1", ici + "/annulation", avec(version(prise)), null));
    refus(
        400,
        "demande-invalide",
        post("facilitateur1", ici + "/question", avec(version(prise)).put("texte", "  "), null));
    refus(
        400,
        "demande-invalide",
        post(
            "facilitateur1",
            ici + "/question",
            JSON.createObjectNode().put("texte", "Sans version"),
            null));

    var question =
        post(
            "facilitateur1",
            ici + "/question",
            avec(version(prise)).put("texte", "Quel lot ?"),
            null);
    assertThat(question.texte("etat")).isEqualTo("ATTENTE_MAITRE_OUVRAGE");
    assertThat(question.texte("quiAgit")).isEqualTo("Le maître d'ouvrage");
    var reponse =
        post(AGENT, ici + "/reponse", avec(version(question)).put("texte", "Le lot 2."), null);
    assertThat(reponse.texte("etat")).isEqualTo("PRISE_EN_CHARGE");
    var fin =
        post(
            "facilitateur1",
            ici + "/conclusion",
            avec(version(reponse)).put("texte", "417 heures."),
            null);
    assertThat(fin.texte("etat")).isEqualTo("TERMINEE");
    assertThat(fin.texte("quiAgit")).isEqualTo("Aucune action attendue");
    assertThat(fin.corps().path("messages").findValuesAsText("texte"))
        .containsExactly(
            "Prise en charge par " + facilitateur + ".", "Quel lot ?", "Le lot 2.", "417 heures.");
    refus(422, "etape-impossible", post(AGENT, ici + "/annulation", avec(version(fin)), null));
    assertThat(ligne("facilitateur1", id)).as("une demande close quitte le portefeuille").isNull();
    assertThat(get(AGENT, ESPACE + "?etat=TERMINEE&marche=" + marche).corps().path("total").asInt())
        .isEqualTo(1);
  }

  @Test
  void leMemeServiceNeSeDemandeQuUneFois() throws Exception {
    var marche = marche(AURE, "2026-ASSIST-2", "Entretien des parcs");
    var premiere = demander(marche, "REDACTION", JOUR.plusDays(60));
    assertThat(premiere.corps().path("avertissement").isNull()).isTrue();
    var refus = demander(marche, "REDACTION", JOUR.plusDays(60));
    refus(422, "demande-deja-ouverte", refus);
    assertThat(refus.texte("champ")).isEqualTo("service");
    assertThat(
            post(
                    AGENT,
                    ESPACE + "/" + premiere.texte("id") + "/annulation",
                    avec(version(premiere)).put("motif", "Doublon."),
                    null)
                .texte("etat"))
        .isEqualTo("ANNULEE");
    assertThat(demander(marche, "REDACTION", JOUR.plusDays(60)).status()).isEqualTo(201);
  }

  @Test
  void uneDemandeMalFaiteEstRefuseeSansRienEcrire() throws Exception {
    var marche = marche(AURE, "2026-ASSIST-3", "Voirie");
    var passee = demander(marche, "CALIBRAGE", JOUR.minusDays(1));
    refus(422, "date-passee", passee);
    assertThat(passee.texte("champ")).isEqualTo("dateSouhaitee");
    refus(400, "json-illisible", demander(marche, "CAFE", JOUR));
    refus(404, "introuvable", demander(UUID.randomUUID(), "CALIBRAGE", JOUR));
    var malEcrit =
        post(
            AGENT,
            ESPACE,
            corps(marche, "CALIBRAGE", JOUR).put("dateSouhaite", "2026-12-24"),
            null);
    refus(400, "champ-inconnu", malEcrit);
    assertThat(malEcrit.texte("champ")).isEqualTo("dateSouhaite");
    var vide = post(AGENT, ESPACE, JSON.createObjectNode(), null);
    refus(400, "demande-invalide", vide);
    assertThat(vide.corps().path("violations").findValuesAsText("champ"))
        .containsExactly("besoin", "dateSouhaitee", "marcheId", "service");
    refus(403, "interdit", post("facilitateur1", ESPACE, corps(marche, "CALIBRAGE", JOUR), null));
    refus(
        404,
        "introuvable",
        post("agent-aix-marseille", ESPACE, corps(marche, "CALIBRAGE", JOUR), null));
    refus(
        404,
        "introuvable",
        post(
            "agent-aix-marseille",
            "/maitres-ouvrage/aix-marseille/demandes",
            corps(marche, "CALIBRAGE", JOUR),
            null));
    refus(400, "etat-inconnu", get(AGENT, ESPACE + "?etat=BOF"));
    refus(400, "delai-inconnu", get("facilitateur1", "/portefeuille/demandes?delai=BOF"));
    refus(400, "demande-invalide", get("facilitateur1", "/portefeuille/demandes?taille=1000"));
    assertThat(get(AGENT, ESPACE + "?marche=" + marche).corps().path("total").asInt()).isZero();
  }

  @Test
  void uneConventionQuiFinitFermeLEspaceDesLaDemandeSuivante() throws Exception {
    var ici = "/maitres-ouvrage/essai-assistance/demandes";
    assertThat(get("facilitateur2", ici).status()).isEqualTo(200);
    var espace = espaces("facilitateur2").get("essai-assistance");
    assertThat(espace.path("jusquAu").asText()).isEqualTo(JOUR.plusDays(30).toString());
    assertThat(espace.path("demandesOuvertes").asInt()).isZero();
    assertThat(espaces("facilitateur1")).doesNotContainKey("essai-assistance");

    superutilisateur(
        "update plateforme.convention set au = current_date - 1 where id = '" + ESSAI + "'");
    refus(404, "introuvable", get("facilitateur2", ici));
    assertThat(espaces("facilitateur2"))
        .doesNotContainKey("essai-assistance")
        .containsKeys("aix-marseille", "archipel-habitat");
  }

  private static Reponse demander(UUID marche, String service, LocalDate date) throws Exception {
    return post(AGENT, ESPACE, corps(marche, service, date), null);
  }

  private static ObjectNode corps(UUID marche, String service, LocalDate date) {
    return JSON.createObjectNode()
        .put("marcheId", marche.toString())
        .put("service", service)
        .put("besoin", "Aidez-nous à bien faire.")
        .put("dateSouhaitee", date.toString());
  }

  private static ObjectNode avec(int version) {
    return JSON.createObjectNode().put("version", version);
  }

  private static int version(Reponse reponse) {
    assertThat(reponse.status()).as(reponse.http().body()).isBetween(200, 201);
    assertThat(reponse.http().headers().firstValue("ETag"))
        .hasValue("\"" + reponse.corps().path("version").asInt() + "\"");
    return reponse.corps().path("version").asInt();
  }

  /** La ligne de cette demande dans le portefeuille, ou null ; parcourt toutes ses pages. */
  private static JsonNode ligne(String qui, String id) throws Exception {
    for (var page = 1; ; page++) {
      var reponse = get(qui, "/portefeuille/demandes?taille=100&page=" + page);
      assertThat(reponse.status()).as(reponse.http().body()).isEqualTo(200);
      for (var ligne : reponse.corps().path("elements")) {
        if (ligne.path("id").asText().equals(id)) {
          return ligne;
        }
      }
      if ((long) page * 100 >= reponse.corps().path("total").asLong()) {
        return null;
      }
    }
  }

  private static java.util.Map<String, JsonNode> espaces(String qui) throws Exception {
    var espaces = new java.util.HashMap<String, JsonNode>();
    get(qui, "/portefeuille/maitres-ouvrage?taille=100")
        .corps()
        .path("elements")
        .forEach(e -> espaces.put(e.path("code").asText(), e));
    return espaces;
  }

  private static void refus(int status, String code, Reponse reponse) {
    assertThat(reponse.status() + " " + reponse.texte("code"))
        .as(reponse.http().uri() + " " + reponse.http().body())
        .isEqualTo(status + " " + code);
    assertThat(reponse.http().headers().firstValue("Content-Type"))
        .hasValueSatisfying(t -> assertThat(t).startsWith("application/problem+json"));
  }

  private static Reponse get(String qui, String chemin) throws IOException, InterruptedException {
    return envoyer(qui, HttpRequest.newBuilder(adresse(chemin)).GET());
  }

  private static Reponse post(String qui, String chemin, JsonNode corps, Integer siVersion)
      throws IOException, InterruptedException {
    var demande =
        HttpRequest.newBuilder(adresse(chemin))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(corps.toString()));
    if (siVersion != null) {
      demande.header("If-Match", "\"" + siVersion + "\"");
    }
    return envoyer(qui, demande);
  }

  private static Reponse envoyer(String qui, HttpRequest.Builder demande)
      throws IOException, InterruptedException {
    var reponse =
        HTTP.send(
            demande.header("Authorization", "Bearer " + pile.jeton(qui)).build(),
            BodyHandlers.ofString());
    return new Reponse(
        reponse.statusCode(),
        reponse.body().isEmpty() ? JSON.nullNode() : JSON.readTree(reponse.body()),
        reponse);
  }

  private static URI adresse(String chemin) {
    return URI.create(pile.urlMaillon() + "/api/v1" + chemin);
  }

  private static UUID marche(UUID tenant, String numero, String objet) throws SQLException {
    var id = UUID.randomUUID();
    superutilisateur(
        "insert into metier.marche (tenant_id, id, acheteur_siret, numero, cle_source, source,"
            + " objet, segment, montant, lots, sociale_connue, etat, recherche) values ('"
            + tenant
            + "', '"
            + id
            + "', '21690123100011', '"
            + numero
            + "', '"
            + id
            + "', 'SAISIE', '"
            + objet
            + "', 'TRAVAUX', 1500000, 3, true, 'IDENTIFIE', '"
            + objet.toLowerCase(java.util.Locale.ROOT)
            + "')");
    MARCHES.add(id);
    return id;
  }

  private static void superutilisateur(String sql) throws SQLException {
    try (var connexion = pile.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    }
  }
}
