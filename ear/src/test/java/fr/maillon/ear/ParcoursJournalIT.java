package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import fr.maillon.infra.Postgres;
import fr.maillon.infra.journal.Chaine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ce que l'acheteur sait de qui est entré chez lui, et ce qu'il laisse entrer : le journal, la
 * fenêtre du support, le bris de glace.
 */
class ParcoursJournalIT {
  private static final String AGENT = EspaceDEssai.AGENT;
  private static final String FACILITATEUR = EspaceDEssai.FACILITATEUR;
  private static final String MARCHE =
      "{\"numero\":\"%s\",\"objet\":\"Essai\",\"lots\":[{\"objet\":\"Lot\",\"montantHt\":100000,\"dureeMois\":12}]}";
  private EspaceDEssai essai;

  @BeforeEach
  void ouvrir() throws SQLException {
    essai = new EspaceDEssai();
  }

  @AfterEach
  void fermer() throws SQLException {
    essai.close();
  }

  @Test
  void lAcheteurLitQuiEstEntreEtCeQuiAChange() throws Exception {
    // deux lectures : une visite, une ligne
    essai.get(FACILITATEUR, "/marches");
    essai.get(FACILITATEUR, "/marches");
    assertThat(essai.actes()).containsExactly("entrer");
    var cree = essai.post(FACILITATEUR, "/marches", MARCHE.formatted("J-1"));
    assertThat(cree.statut()).as(cree.texte()).isEqualTo(201);
    // refusé par la validation, par une règle, par le titre : aucune ligne
    assertThat(essai.post(FACILITATEUR, "/marches", "{\"objet\":\"sans numéro\"}").statut())
        .isIn(400, 422);
    assertThat(essai.post(FACILITATEUR, "/demandes", "{}").statut()).isEqualTo(403);
    assertThat(essai.actes())
        .as("un acte, une ligne")
        .containsExactly("entrer", "CreerMarche.executer");

    var lignes = lignes("");
    assertThat(lignes).hasSize(2);
    assertThat(lignes.get(0).get("phrase").asText()).isEqualTo("a créé un marché");
    assertThat(lignes.get(0).get("objet").asText()).isEqualTo(cree.json().get("id").asText());
    assertThat(lignes.get(0).get("nature").asText()).isEqualTo("ACTE");
    assertThat(lignes.get(1).get("phrase").asText()).isEqualTo("est entré dans l'espace");
    assertThat(lignes.get(1).get("titre").asText()).isEqualTo("FACILITATEUR");
    assertThat(lignes.get(1).get("auteur").asText()).isEqualTo("Facilitateur Second");
    assertThat(lignes.get(1).get("convention").asText()).startsWith(essai.convention + ", ");

    assertThat(lignes("?nature=ENTREE")).hasSize(1);
    assertThat(lignes("?titre=AGENT")).isEmpty();
    assertThat(lignes("?personne=" + lignes.get(0).get("auteurId").asText())).hasSize(2);
    assertThat(lignes("?au=2020-01-01")).isEmpty();
    assertThat(essai.get(AGENT, "/journal?nature=RIEN").json().get("code").asText())
        .isEqualTo("filtre-inconnu");
    assertThat(essai.get(AGENT, "/journal?du=2026-02-01&au=2026-01-01").json().get("code").asText())
        .isEqualTo("periode-inversee");

    // réservé aux référents et aux administrateurs de l'espace
    assertThat(essai.get(FACILITATEUR, "/journal").statut()).isEqualTo(403);
    assertThat(essai.get("central", "/journal").statut()).isEqualTo(404);
    essai.adherer("agent-deux-espaces", "ACHETEUR", true);
    assertThat(essai.get("agent-deux-espaces", "/journal").statut()).isEqualTo(403);
    assertThat(essai.get("agent-deux-espaces", "/journal.csv").statut()).isEqualTo(403);
    assertThat(essai.get("agent-deux-espaces", "/journal/verification").statut()).isEqualTo(403);
    assertThat(essai.get("agent-deux-espaces", "/acces-support").statut()).isEqualTo(403);
    essai.sql(
        "update plateforme.adhesion set droit = 'REFERENT', export = false where droit = 'ACHETEUR'"
            + " and maitre_ouvrage_id = '"
            + essai.id
            + "'");
    assertThat(essai.get("agent-deux-espaces", "/journal").statut()).isEqualTo(200);
    assertThat(essai.get("agent-deux-espaces", "/journal.csv").statut())
        .as("l'export est un droit à part")
        .isEqualTo(403);
    assertThat(essai.actes()).as("aucun refus n'a laissé de ligne").hasSize(2);

    var csv = essai.get(AGENT, "/journal.csv");
    assertThat(csv.statut()).isEqualTo(200);
    assertThat(csv.texte())
        .startsWith("\ufeffrang;quand;qui;")
        .contains("\r\n")
        .contains("a créé un marché")
        .contains(essai.convention);
    assertThat(essai.actes())
        .as("la sortie laisse sa ligne, une seule")
        .containsExactly("entrer", "CreerMarche.executer", "ConsulterJournal.exporter");
  }

  @Test
  void laChaineSeVerifieEtUneFalsificationSeVoit() throws Exception {
    essai.get(FACILITATEUR, "/marches");
    assertThat(essai.post(AGENT, "/marches", MARCHE.formatted("J-2")).statut()).isEqualTo(201);
    var v = essai.get(AGENT, "/journal/verification").json();
    assertThat(v.get("intacte").asBoolean()).as(v.toString()).isTrue();
    assertThat(v.get("lignes").asInt()).isEqualTo(2);
    assertThat(v.get("tete").asText())
        .isEqualTo(
            essai
                .lire(
                    "select empreinte from plateforme.journal_tete where maitre_ouvrage_id = '"
                        + essai.id
                        + "'")
                .getFirst());
    essai.sql(
        "update plateforme.journal set detail = 'récrit' where rang = 1 and maitre_ouvrage_id = '"
            + essai.id
            + "'");
    var faux = essai.get(AGENT, "/journal/verification").json();
    assertThat(faux.get("intacte").asBoolean()).isFalse();
    assertThat(faux.get("rangFautif").asInt()).isEqualTo(1);
    assertThat(faux.get("faute").asText()).isEqualTo("EMPREINTE");
    essai.sql(
        "update plateforme.journal set detail = null where rang = 1 and maitre_ouvrage_id = '"
            + essai.id
            + "'");
    // ce que tous les essais ont écrit, relu sans la fonction de la base
    try (var base = PileDeTest.pile().postgres().connexion(Postgres.APP)) {
      assertThat(Chaine.verifier(base))
          .allMatch(c -> c.defaut().isEmpty())
          .anyMatch(c -> c.espace().equals(essai.id) && c.lignes() == 2);
    }
  }

  @Test
  void leSupportLitParUneFenetreEtChacunLeVoit() throws Exception {
    assertThat(essai.get("support", "/marches").statut()).isEqualTo(404);
    var trop =
        essai.post(
            AGENT, "/acces-support", "{\"minutes\":90,\"motif\":\"Regarder l'écran des marchés\"}");
    assertThat(trop.json().get("code").asText()).isEqualTo("duree-de-fenetre");
    assertThat(essai.post(AGENT, "/acces-support", "{\"minutes\":15,\"motif\":\"court\"}").statut())
        .isEqualTo(400);
    assertThat(
            essai
                .post(
                    FACILITATEUR,
                    "/acces-support",
                    "{\"minutes\":15,\"motif\":\"Regarder l'écran des marchés\"}")
                .statut())
        .isEqualTo(403);
    var fenetre =
        essai.post(
            AGENT, "/acces-support", "{\"minutes\":15,\"motif\":\"Regarder l'écran des marchés\"}");
    assertThat(fenetre.statut()).as(fenetre.texte()).isEqualTo(201);
    assertThat(
            essai
                .post(
                    AGENT,
                    "/acces-support",
                    "{\"minutes\":15,\"motif\":\"Regarder l'écran des marchés\"}")
                .json()
                .get("code")
                .asText())
        .isEqualTo("fenetre-deja-ouverte");

    assertThat(essai.get("support", "/marches").statut()).isEqualTo(200);
    assertThat(essai.post("support", "/marches", MARCHE.formatted("S-1")).statut()).isEqualTo(403);
    for (var interdit :
        List.of(
            "/journal",
            "/journal.csv",
            "/acces-support",
            "/imports/decp/" + essai.id + "/lignes.csv")) {
      assertThat(essai.get("support", interdit).statut()).as(interdit).isEqualTo(403);
    }
    var entree = lignes("?titre=SUPPORT");
    assertThat(entree).hasSize(1);
    assertThat(entree.getFirst().get("auteur").asText()).isEqualTo("Support Plateforme");
    assertThat(entree.getFirst().get("pour").asText())
        .as("les deux identités")
        .isEqualTo("Agent Lyon");
    assertThat(lignes("?personne=" + entree.getFirst().get("pourId").asText()))
        .as("et se retrouve par l'une ou l'autre")
        .anyMatch(l -> l.get("titre").asText().equals("SUPPORT"));

    var support = Navigateur.connecte("support");
    try (var _ = support.context()) {
      assertThat(support.url()).endsWith("/support");
      regarder(support, "support-accueil");
      for (var page : List.of("", "/marches", "/imports", "/demandes", "/clauses", "/execution")) {
        support.navigate("/m/" + essai.code + page);
        var bandeau = support.locator(".bandeau.support");
        assertThat(bandeau.isVisible()).as(page).isTrue();
        assertThat(bandeau.innerText())
            .contains(
                "Support, en lecture seule",
                essai.nom,
                "Ouvert par Agent Lyon",
                "Regarder l'écran des marchés",
                "encore");
        assertThat(bandeau.locator("button, summary").count()).as("rien pour le fermer").isZero();
      }
      support.navigate("/m/" + essai.code + "/marches");
      support.evaluate("window.scrollTo(0, 10000)");
      assertThat(support.locator(".bandeau.support").isVisible()).isTrue();
      regarder(support, "support-dedans");
    }
    var agent = Navigateur.connecte(AGENT);
    try (var _ = agent.context()) {
      agent.navigate("/m/" + essai.code);
      assertThat(agent.locator("main").innerText()).contains("Le support peut lire cet espace");
      regarder(agent, "agent-accueil");
      agent.navigate("/m/" + essai.code + "/administration/support");
      regarder(agent, "agent-support");
      agent.locator("main table a").first().click();
      agent.waitForURL("**/administration/support/**");
      regarder(agent, "agent-acces");
      agent.locator("#fermer").click();
      agent.waitForURL("**/administration/support");
      assertThat(agent.locator("body").innerText()).contains("Accès refermé");
      agent.navigate("/m/" + essai.code + "/administration/journal?verifier=chaine");
      assertThat(agent.locator("main").innerText())
          .contains(
              "Journal intact",
              "Support Plateforme",
              "par l'accès qu'a ouvert Agent Lyon",
              "a fermé l'accès du support");
      regarder(agent, "agent-journal");
    }
    assertThat(essai.get("support", "/marches").statut()).isEqualTo(404);
    // le facilitateur, entré pour se voir refuser ; puis la fenêtre, l'entrée du support, la
    // fermeture : une ligne chacun
    assertThat(essai.actes())
        .containsExactly("entrer", "OuvrirAuSupport.executer", "entrer", "OuvrirAuSupport.fermer");
  }

  @Test
  void leBrisDeGlaceAvertitAussitotEtSeVoitJusquAuConstat() throws Exception {
    var corps = "{\"code\":\"" + essai.code + "\",\"motif\":\"=1+1, panne en cours d'import\"}";
    assertThat(essai.post(AGENT, "//acces-support/bris-de-glace", corps).statut()).isEqualTo(403);
    assertThat(essai.post("coordinateur", "//acces-support/bris-de-glace", corps).statut())
        .isEqualTo(403);
    assertThat(
            essai
                .post(
                    "support",
                    "//acces-support/bris-de-glace",
                    "{\"code\":\"nulle-part\",\"motif\":\"panne en cours d'import\"}")
                .statut())
        .isEqualTo(404);
    assertThat(
            essai
                .post(
                    "support",
                    "//acces-support/bris-de-glace",
                    "{\"code\":\"" + essai.code + "\",\"motif\":\"court\"}")
                .statut())
        .isEqualTo(400);
    assertThat(essai.actes()).isEmpty();

    var bris = essai.post("support", "//acces-support/bris-de-glace", corps);
    assertThat(bris.statut()).as(bris.texte()).isEqualTo(201);
    var encore = essai.post("support", "//acces-support/bris-de-glace", corps);
    assertThat(encore.texte())
        .as("un accès à la fois, une alerte à la fois")
        .contains("acces-deja-ouvert");
    var ligne = lignes("");
    assertThat(ligne).hasSize(1);
    assertThat(ligne.getFirst().get("nature").asText()).isEqualTo("BRIS_DE_GLACE");
    assertThat(ligne.getFirst().get("phrase").asText()).contains("sans y être autorisé");
    assertThat(ligne.getFirst().get("detail").asText()).isEqualTo("=1+1, panne en cours d'import");
    var id = ligne.getFirst().get("objet").asText();
    assertThat(
            essai.lire(
                "select nature || ' ' || cle from plateforme.envoi where maitre_ouvrage_id = '"
                    + essai.id
                    + "' and nature = 'COURRIEL_GROUPE'"))
        .as("l'alerte part avec la ligne")
        .containsExactly("COURRIEL_GROUPE bris-de-glace " + id);
    assertThat(essai.get("support", "/marches").statut()).isEqualTo(200);
    assertThat(essai.post("support", "/marches", MARCHE.formatted("B-1")).statut()).isEqualTo(403);
    assertThat(lignes("?nature=BRIS_DE_GLACE"))
        .as("une entrée, une alerte, quoi qu'il lise ensuite")
        .hasSize(1);
    assertThat(essai.get(AGENT, "/journal.csv").texte())
        .as("un tableur n'y voit pas de formule")
        .contains("'=1+1");

    essai.adherer("agent-deux-espaces", "LECTEUR", false);
    var lecteur = Navigateur.connecte("agent-deux-espaces");
    try (var _ = lecteur.context()) {
      lecteur.navigate("/m/" + essai.code + "/marches");
      assertThat(lecteur.locator(".bandeau.bris").innerText())
          .contains("Accès d'urgence", "Support Plateforme", "panne en cours d'import");
      assertThat(lecteur.locator(".bandeau.bris a").count())
          .as("un lecteur le voit, un référent le constate")
          .isZero();
      regarder(lecteur, "bris-lecteur");
    }
    var agent = Navigateur.connecte(AGENT);
    try (var _ = agent.context()) {
      agent.navigate("/m/" + essai.code + "/marches");
      agent.locator(".bandeau.bris a").click();
      agent.waitForURL("**/administration/support/" + id);
      agent.locator("#constater").click();
      agent.waitForURL("**/administration/support");
      assertThat(agent.locator(".bandeau.bris").count()).isZero();
    }
    assertThat(essai.get("support", "/marches").statut()).as("vu n'est pas fermé").isEqualTo(200);
    assertThat(essai.appeler(AGENT, "DELETE", "/acces-support/" + id, null).statut())
        .isEqualTo(204);
    assertThat(essai.get("support", "/marches").statut()).isEqualTo(404);
  }

  private List<JsonNode> lignes(String requete) {
    var r = essai.get(AGENT, "/journal" + requete);
    assertThat(r.statut()).as(r.texte()).isEqualTo(200);
    return StreamSupport.stream(r.json().get("elements").spliterator(), false).toList();
  }

  /**
   * Aux deux largeurs : rien ne déborde, axe ne trouve rien ; l'image reste dans target pour l'œil.
   */
  private static void regarder(Page page, String nom) {
    var defauts = new ArrayList<String>();
    for (int largeur : new int[] {1280, 360}) {
      page.setViewportSize(largeur, 900);
      if ((Boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth")) {
        defauts.add(nom + " déborde à " + largeur);
      }
      defauts.addAll(Navigateur.defauts(page));
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/captures/" + nom + "-" + largeur + ".png"))
              .setFullPage(true));
    }
    page.setViewportSize(1280, 900);
    assertThat(defauts).isEmpty();
  }
}
