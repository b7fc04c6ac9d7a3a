package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * L'usage équitable, de la décision du centre au refus que lit celui qui demande trop. Dans un
 * espace à lui : les autres essais n'en voient rien.
 */
@Isolated("les places du serveur y sont comptées")
class ParcoursUsageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final UUID ESPACE = UUID.randomUUID();
  private static final String CODE = "usage-" + ESPACE.toString().substring(0, 8);
  private static ServerStack pile;
  private static String central;
  private static String agent;

  @BeforeAll
  static void ouvrir() throws SQLException {
    pile = PileDeTest.pile();
    central = pile.jeton("central");
    agent = pile.jeton("agent-lyon");
    sql(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + ESPACE
            + "', '"
            + CODE
            + "', 'Essai d''usage', 'EU', 'COMMUNE', '#1f5f8b')");
    sql(
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit, export)"
            + " values ('00000000-0000-4000-8000-000000000002', '"
            + ESPACE
            + "', '2024-01-01', 'ADMINISTRATEUR', true)");
  }

  @AfterAll
  static void fermer() throws SQLException {
    sql(
        "update plateforme.adhesion set au = '2024-01-02' where maitre_ouvrage_id = '"
            + ESPACE
            + "'");
    sql("update plateforme.maitre_ouvrage set etat = 'FERME' where id = '" + ESPACE + "'");
  }

  @Test
  void leCentreDonneSaPartAUnEspaceQuiLaLitEtEstArreteAuDela() throws Exception {
    assertThat(
            appeler(
                    "PUT",
                    "/centre/maitres-ouvrage/" + ESPACE + "/limites",
                    central,
                    "{\"requetesMinute\":0,\"motif\":\"x\",\"version\":0}")
                .statusCode())
        .isEqualTo(400);
    assertThat(
            appeler(
                    "PUT",
                    "/centre/maitres-ouvrage/" + ESPACE + "/limites",
                    agent,
                    "{\"motif\":\"essai d'usage\",\"version\":0}")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            appeler(
                    "PUT",
                    "/centre/maitres-ouvrage/" + UUID.randomUUID() + "/limites",
                    central,
                    "{\"motif\":\"essai d'usage\",\"version\":0}")
                .statusCode())
        .isEqualTo(404);
    var decidee =
        appeler(
            "PUT",
            "/centre/maitres-ouvrage/" + ESPACE + "/limites",
            central,
            "{\"requetesMinute\":30,\"stockageMo\":1,\"motif\":\"essai d'usage\",\"version\":0}");
    assertThat(decidee.statusCode()).as(decidee.body()).isEqualTo(200);
    assertThat(
            appeler(
                    "PUT",
                    "/centre/maitres-ouvrage/" + ESPACE + "/limites",
                    central,
                    "{\"motif\":\"essai d'usage\",\"version\":0}")
                .statusCode())
        .as("version périmée")
        .isEqualTo(409);
    var usage =
        await()
            .atMost(PATIENCE)
            .until(
                () -> json(appeler("GET", "/maitres-ouvrage/" + CODE + "/usage", agent, null)),
                u -> u.path("requetesMinute").asInt() == 30);
    assertThat(usage.get("stockageOctetsAuPlus").asLong()).isEqualTo(1_000_000);
    assertThat(usage.get("stockageOctets").asLong()).isPositive();

    HttpResponse<String> refus = null;
    for (int i = 0; i < 200 && (refus == null || refus.statusCode() == 200); i++) {
      refus = appeler("GET", "/maitres-ouvrage/" + CODE + "/marches", agent, null);
    }
    assertThat(refus.statusCode()).isEqualTo(429);
    assertThat(refus.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
    assertThat(refus.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(refus).get("code").asText()).isEqualTo("trop-de-demandes");
    assertThat(json(refus).get("detail").asText()).contains("réessayez dans");
    assertThat(appeler("GET", "/maitres-ouvrage/lyon/marches", agent, null).statusCode())
        .as("son autre espace n'en souffre pas")
        .isEqualTo(200);

    // plus de place en demandes, pas en fichiers : un dépôt qui n'y tient pas est refusé avant
    // d'être reçu
    assertThat(
            appeler(
                    "PUT",
                    "/centre/maitres-ouvrage/" + ESPACE + "/limites",
                    central,
                    "{\"requetesMinute\":1000000,\"stockageMo\":1,\"motif\":\"essai"
                        + " d'usage\",\"version\":"
                        + json(decidee).get("version").asInt()
                        + "}")
                .statusCode())
        .isEqualTo(200);
    var depot =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    appeler(
                        "POST",
                        "/maitres-ouvrage/" + CODE + "/imports/decp",
                        agent,
                        "{\"marches\":{\"marche\":[]}}" + " ".repeat(1_200_000)),
                d -> d.statusCode() != 429);
    assertThat(depot.statusCode()).as(depot.body()).isEqualTo(422);
    assertThat(json(depot).get("code").asText()).isEqualTo("stockage-plein");
    assertThat(compte("select count(*) from metier.import_decp where tenant_id = '" + ESPACE + "'"))
        .isZero();
    assertThat(
            compte(
                "select count(*) from plateforme.journal where maitre_ouvrage_id = '"
                    + ESPACE
                    + "' and nature = 'VIE' and acte = 'DeciderLimites.executer'"))
        .isEqualTo(2);
  }

  /**
   * Une sortie retenue au milieu, en base, tient sa place ; la suivante le lit, et passe quand la
   * première a fini.
   */
  @Test
  void lEspaceNeSortQueLesFichiersQueLeCentreLuiPermet() throws Exception {
    try (var espace = new EspaceDEssai()) {
      assertThat(
              appeler(
                      "PUT",
                      "/centre/maitres-ouvrage/" + espace.id + "/limites",
                      central,
                      "{\"requetesMinute\":1000000,\"exportsSimultanes\":1,\"motif\":\"essai de"
                          + " sortie\",\"version\":0}")
                  .statusCode())
          .isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  json(appeler("GET", "/maitres-ouvrage/" + espace.code + "/usage", agent, null))
                          .path("exportsSimultanes")
                          .asInt()
                      == 1);
      var journal = "/maitres-ouvrage/" + espace.code + "/journal.csv";
      assertThat(appeler("GET", journal, agent, null).statusCode()).isEqualTo(200);
      try (var verrou = pile.postgres().connexionSuperutilisateur()) {
        verrou.setAutoCommit(false);
        try (var i = verrou.createStatement()) {
          // la sortie prend sa place, puis attend d'écrire sa ligne au journal
          i.execute(
              "select 1 from plateforme.journal_tete where maitre_ouvrage_id = '"
                  + espace.id
                  + "' for update");
        }
        var premiere =
            HTTP.sendAsync(requete("GET", journal, agent, null), BodyHandlers.ofString());
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    compte(
                            "select count(*) from pg_stat_activity where usename = 'maillon_app'"
                                + " and wait_event_type = 'Lock' and query ilike '%journaliser%'")
                        > 0);
        var refus = appeler("GET", journal, agent, null);
        assertThat(refus.statusCode()).as(refus.body()).isEqualTo(429);
        assertThat(json(refus).get("code").asText()).isEqualTo("sorties-simultanees");
        assertThat(refus.headers().firstValueAsLong("Retry-After").orElseThrow())
            .isBetween(1L, 60L);
        assertThat(
                appeler("GET", "/maitres-ouvrage/" + espace.code + "/marches", agent, null)
                    .statusCode())
            .as("le reste continue")
            .isEqualTo(200);
        verrou.rollback();
        assertThat(premiere.get().statusCode()).isEqualTo(200);
      }
      assertThat(appeler("GET", journal, agent, null).statusCode())
          .as("sa place est rendue")
          .isEqualTo(200);
    }
  }

  private static HttpResponse<String> appeler(
      String methode, String chemin, String jeton, String corps)
      throws IOException, InterruptedException {
    return HTTP.send(requete(methode, chemin, jeton, corps), BodyHandlers.ofString());
  }

  private static HttpRequest requete(String methode, String chemin, String jeton, String corps) {
    var requete =
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + chemin))
            .header("Authorization", "Bearer " + jeton)
            .header("Accept", "*/*");
    if (corps != null) {
      requete.header("Content-Type", "application/json");
    }
    return requete
        .method(methode, corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps))
        .build();
  }

  private static JsonNode json(HttpResponse<String> reponse) throws IOException {
    return new ObjectMapper().readTree(reponse.body());
  }

  private static void sql(String ordre) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      i.execute(ordre);
    }
  }

  private static long compte(String requete) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement();
        var r = i.executeQuery(requete)) {
      r.next();
      return r.getLong(1);
    }
  }
}
