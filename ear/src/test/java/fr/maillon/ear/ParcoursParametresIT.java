package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Le centre change un paramètre ; la règle qui en dépend suit, l'histoire reste. */
@Isolated("les paramètres valent pour tous")
class ParcoursParametresIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final LocalDate JOUR = LocalDate.now(ZoneId.of("Europe/Paris"));

  /** La durée d'une éligibilité dont le facilitateur ne dit pas la durée. */
  private static final String DUREE = "ELIGIBILITE_DUREE_MOIS";

  private static final String ADRESSE = "/centre/parametres/" + DUREE;
  private static ServerStack pile;

  private record Reponse(int status, JsonNode corps, String etag) {}

  @BeforeAll
  static void ouvrir() {
    pile = PileDeTest.pile();
  }

  @AfterEach
  void remettre() throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      i.execute(
          "delete from plateforme.parametre where saisi_par is not null; delete from"
              + " plateforme.valeur_retiree");
    }
  }

  @Test
  void leCentreChangeUnParametreEtLaRegleLeSuit() throws Exception {
    var participant =
        appeler(
                "facilitateur1",
                "POST",
                "/participants",
                "{\"nom\":\"Paramètre\",\"prenom\":\""
                    + UUID.randomUUID()
                    + "\",\"dateNaissance\":\"1990-01-01\",\"sexe\":\"F\",\"niveau\":\"BAC\",\"confirmer\":true}")
            .corps()
            .get("id")
            .asText();
    assertThat(duree(participant)).isEqualTo(24);
    try (var contexte = Navigateur.contexte(false)) {
      var page = Navigateur.connecter(contexte.newPage(), "central");
      page.locator("nav a:has-text('Paramètres')").first().click();
      page.waitForURL("**/centre/parametres");
      assertThat(page.locator("h2").allInnerTexts())
          .containsExactly("Délais et durées", "Droit et seuils", "Usage équitable");
      assertThat(texte(page))
          .contains(
              "Délai de réponse de l'équipe à une demande",
              "4 semaines",
              "1 820 heures",
              "demandes par minute",
              "à vérifier");
      page.navigate("/centre/parametres/JOURNAL_CONSERVATION_MOIS");
      assertThat(page.locator(".avis.attention").innerText()).contains("efface sans retour");
      page.navigate("/centre/parametres");
      voir(page, "parametres");
      page.locator("[name=aVerifier]").selectOption("true");
      page.locator("button:has-text('Filtrer')").click();
      assertThat(texte(page))
          .contains("Durée usuelle d'éligibilité")
          .doesNotContain("Délai de réponse de l'équipe");
      page.locator("a:has-text('Durée usuelle d')").click();
      assertThat(page.url()).endsWith(ADRESSE);
      assertThat(texte(page)).contains("24 mois", "posée à l'installation", "En vigueur");

      page.locator("#valeur").fill("beaucoup");
      page.locator("#du").fill(JOUR.minusDays(1).toString());
      page.locator("#ajouter").click();
      assertThat(page.locator("#valeur-erreur").innerText()).contains("Écrivez un nombre");
      page.locator("#valeur").fill("0,5");
      page.locator("#ajouter").click();
      assertThat(page.locator("#source-erreur").innerText())
          .contains("Dites d'où vient cette valeur");
      page.locator("#source").fill("Recueil relu le jour de l'essai");
      page.locator("#ajouter").click();
      assertThat(Navigateur.lisible(page.locator("#valeur-erreur").innerText()))
          .contains("de 1 à 120 mois");
      assertThat(page.locator("a[href='#valeur']").innerText()).isEqualTo("Valeur, en mois");
      voir(page, "parametre-fautes");
      page.locator("#valeur").fill("30,0");
      page.locator("#ajouter").click();
      assertThat(page.locator("#du-erreur").innerText()).contains("aujourd'hui au plus tôt");
      page.locator("#du").fill(JOUR.toString());
      page.locator("#verifie").check();
      page.locator("#ajouter").click();
      assertThat(texte(page))
          .contains(
              "« Durée usuelle d'éligibilité depuis la première embauche » : 30 mois, à partir du",
              "30 mois",
              "24 mois",
              "Passée",
              "Administration Centrale",
              "Recueil relu le jour de l'essai");
      assertThat(duree(participant)).as("la règle suit, aussitôt").isEqualTo(30);

      // une valeur à venir se retire, et laisse sa trace ; une page lue trop tôt n'écrase rien
      var vieille = contexte.newPage();
      vieille.navigate(ADRESSE);
      page.locator("#valeur").fill("36");
      page.locator("#source").fill("Essai à venir");
      page.locator("#ajouter").click();
      assertThat(texte(page)).contains("À venir", "36 mois");
      vieille.locator("#valeur").fill("48");
      vieille.locator("#source").fill("Essai trop tard");
      vieille.locator("#ajouter").click();
      assertThat(texte(vieille))
          .contains(
              "Rien n'a été enregistré",
              "Valeur donnée par Administration Centrale le",
              "n'a rien changé");
      voir(page, "parametre");
      page.locator("summary:has-text('Retirer')").click();
      page.locator("[value='Oui, retirer']").click();
      assertThat(texte(page))
          .contains(
              "est retirée", "36 mois, prévue à partir du", "retirée par Administration Centrale")
          .doesNotContain("À venir");
    }
    var fiche = appeler("central", "GET", ADRESSE, null);
    assertThat(fiche.corps().get("valeurs").findValuesAsText("nombre")).containsExactly("30", "24");
    assertThat(fiche.corps().get("valeurs").findValuesAsText("au"))
        .containsExactly("null", JOUR.minusDays(1).toString());
    assertThat(fiche.corps().get("valeurs").get(0).get("saisiPar").asText())
        .isEqualTo("Administration Centrale");
    assertThat(fiche.corps().get("retirees")).hasSize(1);
  }

  @Test
  void lApiTientLesMemesRegles() throws Exception {
    for (var qui : List.of("agent-lyon", "facilitateur1", "coordinateur", "support")) {
      refus(403, "interdit", appeler(qui, "GET", "/centre/parametres", null));
      refus(403, "interdit", appeler(qui, "POST", ADRESSE + "/valeurs", valeur("30", JOUR, 0)));
      refus(403, "interdit", appeler(qui, "DELETE", ADRESSE + "/valeurs/" + JOUR, null));
    }
    var liste =
        appeler("central", "GET", "/centre/parametres?aVerifier=true&taille=100", null).corps();
    assertThat(liste.get("elements").findValuesAsText("code"))
        .contains(DUREE)
        .doesNotContain("DELAI_REPONSE_SEMAINES");
    var lue = appeler("central", "GET", ADRESSE, null);
    var version = lue.corps().get("version").asInt();
    assertThat(lue.etag()).isEqualTo("\"" + version + "\"");

    refus(404, "introuvable", appeler("central", "GET", "/centre/parametres/INCONNU", null));
    refus(
        404,
        "introuvable",
        appeler(
            "central", "POST", "/centre/parametres/INCONNU/valeurs", valeur("30", JOUR, version)));
    refus(404, "introuvable", appeler("central", "DELETE", ADRESSE + "/valeurs/hier", null));
    refus(
        422,
        "valeur-deja-en-vigueur",
        appeler("central", "DELETE", ADRESSE + "/valeurs/2026-01-01", null));
    assertThat(
            refus(400, "demande-invalide", appeler("central", "POST", ADRESSE + "/valeurs", "{}"))
                .get("violations")
                .findValuesAsText("champ"))
        .containsExactly("du", "source", "valeur", "version");
    assertThat(
            refus(
                    422,
                    "valeur-hors-bornes",
                    appeler("central", "POST", ADRESSE + "/valeurs", valeur("121", JOUR, version)))
                .get("champ")
                .asText())
        .isEqualTo("valeur");
    assertThat(
            refus(
                    422,
                    "date-passee",
                    appeler(
                        "central",
                        "POST",
                        ADRESSE + "/valeurs",
                        valeur("30", JOUR.minusDays(1), version)))
                .get("champ")
                .asText())
        .isEqualTo("du");
    refus(
        409,
        "version-perimee",
        appeler("central", "POST", ADRESSE + "/valeurs", valeur("30", JOUR, version + 1)));

    var posee =
        appeler("central", "POST", ADRESSE + "/valeurs", valeur("30", JOUR.plusDays(10), version));
    assertThat(posee.status()).as(posee.corps().toString()).isEqualTo(201);
    assertThat(posee.corps().get("parametre").get("suivante").asText())
        .isEqualTo(JOUR.plusDays(10).toString());
    refus(
        422,
        "valeur-deja-prevue",
        appeler(
            "central",
            "POST",
            ADRESSE + "/valeurs",
            valeur("28", JOUR.plusDays(5), posee.corps().get("version").asInt())));
    assertThat(
            appeler("central", "DELETE", ADRESSE + "/valeurs/" + JOUR.plusDays(10), null).status())
        .isEqualTo(204);
    assertThat(appeler("central", "GET", ADRESSE, null).corps().get("version").asInt())
        .as("rien n'a plus changé")
        .isEqualTo(version);
  }

  @Test
  void lesPagesTiennentA360PixelsEtPassentAxe() {
    var page = Navigateur.connecte("central");
    try {
      for (var largeur : new int[] {1280, 360}) {
        page.setViewportSize(largeur, 800);
        for (var adresse : new String[] {"/centre/parametres", ADRESSE}) {
          assertThat(page.navigate(adresse).status()).as(adresse).isEqualTo(200);
          assertThat(largeur == 360 ? Navigateur.defauts(page) : List.of()).isEmpty();
          assertThat(
                  (boolean)
                      page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
              .as(adresse + " déborde à " + largeur)
              .isTrue();
        }
      }
      assertThat(page.navigate("/centre/parametres/INCONNU").status()).isEqualTo(404);
    } finally {
      page.context().close();
    }
  }

  private static int duree(String participant) throws Exception {
    var eligibilite =
        appeler(
            "facilitateur1",
            "POST",
            "/participants/" + participant + "/eligibilites",
            "{\"critere\":\"DELD\",\"preuve\":\"attestation\",\"preuveVueLe\":\"2026-01-01\",\"decision\":\"ELIGIBLE\",\"dateEntree\":\"2026-01-01\"}");
    assertThat(eligibilite.status()).as(eligibilite.corps().toString()).isEqualTo(201);
    return eligibilite.corps().get("dureeMois").asInt();
  }

  private static String valeur(String nombre, LocalDate du, int version) {
    return "{\"valeur\":"
        + nombre
        + ",\"du\":\""
        + du
        + "\",\"source\":\"essai\",\"verifie\":true,\"version\":"
        + version
        + "}";
  }

  private static JsonNode refus(int status, String code, Reponse reponse) {
    assertThat(reponse.status() + " " + reponse.corps().path("code").asText())
        .as(reponse.corps().toString())
        .isEqualTo(status + " " + code);
    return reponse.corps();
  }

  private static Reponse appeler(String compte, String methode, String chemin, String corps)
      throws IOException, InterruptedException {
    var requete =
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + chemin))
            .header("Authorization", "Bearer " + pile.jeton(compte))
            .header("Accept", "application/json");
    if (corps != null) {
      requete.header("Content-Type", "application/json");
    }
    var r =
        HTTP.send(
            requete
                .method(
                    methode,
                    corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps))
                .build(),
            BodyHandlers.ofString());
    return new Reponse(
        r.statusCode(),
        r.body().isEmpty()
            ? new ObjectMapper().createObjectNode()
            : new ObjectMapper().readTree(r.body()),
        r.headers().firstValue("ETag").orElse(""));
  }

  private static String texte(Page page) {
    return Navigateur.lisible(page.locator("body").innerText());
  }

  /** À regarder, quand on le demande : {@code -Dmaillon.captures=<dossier>}. */
  private static void voir(Page page, String nom) {
    var dossier = System.getProperty("maillon.captures");
    if (dossier != null) {
      for (var largeur : new int[] {360, 1280}) {
        page.setViewportSize(largeur, 900);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(dossier, nom + "-" + largeur + ".png")));
      }
    }
  }
}
