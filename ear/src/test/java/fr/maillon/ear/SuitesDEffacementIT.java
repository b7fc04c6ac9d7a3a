package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import fr.maillon.infra.Courrier;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Après l'effacement : les derniers administrateurs reçoivent le numéro du certificat, le compte
 * qui n'ouvrait que cet espace se ferme chez Keycloak, et lui seul. Le courrier et Keycloak arrêtés
 * à ce moment-là, tout attend, se lit sur le certificat, et se fait ensuite une fois.
 */
@Isolated("le courrier et Keycloak de tous s'y arrêtent")
class SuitesDEffacementIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MOT_DE_PASSE = "Un-mot-de-passe-2026";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private final String marque = UUID.randomUUID().toString().substring(0, 8);
  private final ServerStack pile = PileDeTest.pile();

  @Test
  void lesAdministrateursSontAvisesEtSeulLeCompteSansEspaceEstFerme() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "il faut savoir suspendre un processus");
    var seule = "seule." + marque + "@ville.example";
    var partagee = "partagee." + marque + "@ville.example";
    var attendue = "attendue." + marque + "@ville.example";
    var ailleurs = new EspaceDEssai();
    var espace = new EspaceDEssai();
    try {
      inviter(espace, seule, "ADMINISTRATEUR");
      inviter(espace, partagee, "ADMINISTRATEUR");
      inviter(espace, attendue, "LECTEUR");
      accepter(ailleurs, partagee);
      // son arrivée ailleurs n'est pas encore faite quand l'espace s'efface : le compte doit
      // l'attendre
      espace.sql(
          "insert into plateforme.invitation (id, maitre_ouvrage_id, courriel, nom, droit, export,"
              + " par_id, par_nom, par_titre, invitee_le, expire_le) select gen_random_uuid(), '"
              + ailleurs.id
              + "', '"
              + attendue
              + "', 'Attendue Ailleurs', 'LECTEUR', false, id, nom, 'AGENT', now(), now() +"
              + " interval '7 days' from plateforme.utilisateur where identifiant = '"
              + EspaceDEssai.AGENT
              + "'");
      espace.sql(
          "insert into plateforme.utilisateur (id, identifiant, nom, courriel) values ('"
              + UUID.randomUUID()
              + "', 'sans-adresse-"
              + marque
              + "', 'Sans Adresse', 'pas-une-adresse-"
              + marque
              + "')");
      espace.adherer("sans-adresse-" + marque, "ADMINISTRATEUR", false);
      var comptes = List.of(seule, partagee, attendue);
      for (var compte : comptes) {
        assertThat(pile.jeton(compte, MOT_DE_PASSE)).as(compte).isNotEmpty();
      }

      var central = Navigateur.connecte("central");
      JsonNode retenu;
      try {
        var lecture = pile.jeton("central");
        pile.courrier().arreter();
        suspendre("STOP");
        try {
          espace.sql(
              "update plateforme.maitre_ouvrage set etat = 'FERME', ferme_le = current_date - 21,"
                  + " effacable_le = current_date where id = '"
                  + espace.id
                  + "'");
          espace.sql("update plateforme.tache set prochaine = now() where nom = 'effacement'");
          retenu =
              attendre(
                  () -> certificat(lecture, espace.code),
                  c -> c != null && !c.path("erreur").isNull());
          assertThat(retenu.path("erreur").asText()).contains("ne répond pas");
          assertThat(retenu.path("suitesFaites").asBoolean()).isFalse();
          assertThat(retenu.path("aviseLe").isMissingNode() || retenu.path("aviseLe").isNull())
              .isTrue();
          attendre(
              () ->
                  !espace
                      .lire(
                          "select faute from plateforme.tache where nom = 'suites-effacement' and"
                              + " faute like '%ne répond pas%'")
                      .isEmpty());
          vue(central, "/centre/certificats/" + retenu.path("id").asText(), "suites-en-retard");
          assertThat(central.locator("#suites").innerText())
              .contains("nouvel essai à venir", "ne répond pas");
          central.navigate(Navigateur.url() + "/centre/certificats");
          assertThat(
                  central
                      .locator("tr", new Page.LocatorOptions().setHasText(espace.nom))
                      .innerText())
              .contains("suites en retard");
        } finally {
          suspendre("CONT");
          pile.courrier().demarrer();
        }
        // reprise d'elle-même, dans la minute : cette minute est passée
        assertThat(
                espace.lire(
                    "select (prochaine - finie_le <= interval '1 minute')::text from"
                        + " plateforme.tache where nom = 'suites-effacement'"))
            .containsExactly("true");
        espace.sql("update plateforme.tache set prochaine = now() where nom = 'suites-effacement'");
        var fait =
            attendre(
                () -> certificat(lecture, espace.code), c -> c.path("suitesFaites").asBoolean());
        assertThat(fait.path("erreur").isMissingNode() || fait.path("erreur").isNull()).isTrue();
        assertThat(fait.path("aviseLe").asText()).isNotBlank();
        assertThat(fait.path("refuses").asInt()).as("l'adresse qui n'en est pas une").isEqualTo(1);
        assertThat(fait.path("comptes").asInt()).as("seule, attendue, sans-adresse").isEqualTo(3);
        attendre(
            () ->
                espace
                    .lire(
                        "select nom from plateforme.tache where nom = 'suites-effacement' and faute"
                            + " is not null")
                    .isEmpty());
        vue(central, "/centre/certificats/" + fait.path("id").asText(), "suites-faites");
        assertThat(central.locator("#suites").innerText())
            .contains("avisés le", "adresse a refusé", "sont fermés");
        for (var adresse : List.of(seule, partagee, "agent-lyon@maillon.example")) {
          assertThat(avis(adresse, espace.nom))
              .as("une fois : " + adresse)
              .hasSize(1)
              .allMatch(
                  m ->
                      m.texte().contains(retenu.path("id").asText())
                          && m.texte().contains(retenu.path("empreinte").asText()));
        }
        assertThat(avis(attendue, espace.nom)).as("n'était pas administratrice").isEmpty();
        assertThat(
                espace.lire(
                    "select nom from app.chercher_partout('" + seule + "') where lignes > 0"))
            .as("son adresse n'est plus nulle part")
            .isEmpty();
      } finally {
        central.context().close();
      }
      assertThatThrownBy(() -> pile.jeton(seule, MOT_DE_PASSE)).hasMessageContaining("disabled");
      assertThat(pile.jeton(attendue, MOT_DE_PASSE)).as("une invitation l'attend").isNotEmpty();
      assertThat(
              HTTP.send(
                      requete(
                              "/maitres-ouvrage/" + ailleurs.code + "/marches",
                              pile.jeton(partagee, MOT_DE_PASSE))
                          .build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .as("elle a un autre espace")
          .isEqualTo(200);
    } finally {
      espace.sql(
          "update plateforme.maitre_ouvrage set etat = 'FERME' where id = '" + ailleurs.id + "'");
    }
  }

  private List<Courrier.Recu> avis(String adresse, String nom) {
    return pile.courrier().recus(adresse).stream()
        .filter(m -> m.sujet().equals("L'espace " + nom + " est effacé"))
        .toList();
  }

  private void inviter(EspaceDEssai espace, String courriel, String droit) throws Exception {
    var r =
        espace.post(
            EspaceDEssai.AGENT,
            "/personnes",
            "{\"nom\":\"Personne Essai\",\"courriel\":\""
                + courriel
                + "\",\"droit\":\""
                + droit
                + "\",\"export\":false}");
    assertThat(r.statut()).as(r.texte()).isEqualTo(201);
    Invite.ouvrirUnCompte(pile, courriel, MOT_DE_PASSE);
  }

  /** Avec le compte qu'elle a déjà. */
  private void accepter(EspaceDEssai espace, String courriel) throws Exception {
    var rang = Invite.liens(pile, courriel).size() + 1;
    var r =
        espace.post(
            EspaceDEssai.AGENT,
            "/personnes",
            "{\"nom\":\"Personne Essai\",\"courriel\":\""
                + courriel
                + "\",\"droit\":\"LECTEUR\",\"export\":false}");
    assertThat(r.statut()).as(r.texte()).isEqualTo(201);
    var acceptee =
        Invite.accepter(
            pile,
            pile.jeton(courriel, MOT_DE_PASSE),
            Invite.cle(Invite.lien(pile, courriel, rang)));
    assertThat(acceptee.statusCode()).as(acceptee.body()).isEqualTo(200);
  }

  private JsonNode certificat(String jeton, String code) {
    try {
      var lus =
          JSON.readTree(
              HTTP.send(
                      requete("/centre/certificats?taille=100", jeton).build(),
                      BodyHandlers.ofString())
                  .body());
      for (var c : lus.path("elements")) {
        if (c.path("code").asText().equals(code)) {
          return c;
        }
      }
      return null;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder requete(String chemin, String jeton) {
    return HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + chemin))
        .header("Authorization", "Bearer " + jeton);
  }

  private static void vue(Page page, String adresse, String nom) {
    for (int largeur : new int[] {360, 1280}) {
      page.setViewportSize(largeur, 900);
      page.navigate(Navigateur.url() + adresse);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target/vues/" + nom + "-" + largeur + ".png")));
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as(adresse + " à " + largeur)
          .isLessThanOrEqualTo(largeur);
      assertThat(Navigateur.defauts(page)).as(adresse + " à " + largeur).isEmpty();
    }
  }

  private void suspendre(String signal) throws IOException, InterruptedException {
    for (var pid : pile.processus().get("Keycloak")) {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor();
    }
  }

  private static void attendre(Callable<Boolean> fait) {
    await().atMost(PATIENCE).until(fait);
  }

  private static JsonNode attendre(Supplier<JsonNode> lecture, Predicate<JsonNode> fini) {
    return await().atMost(PATIENCE).until(lecture::get, fini);
  }
}
