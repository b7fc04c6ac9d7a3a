package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Un droit retiré l'est à la demande suivante. Le jeton est le même, l'onglet est resté ouvert avec
 * son formulaire affiché : l'API répond 404 ou 403, le formulaire envoyé est refusé par une page
 * qui le dit, et rien n'est écrit.
 */
@Isolated("un facilitateur que d'autres emploient y perd son titre")
class DroitsImmediatsIT {
  private static final String MARCHE =
      "{\"numero\":\"%s\",\"objet\":\"Essai\",\"lots\":[{\"objet\":\"Lot\",\"montantHt\":100000,\"dureeMois\":12}]}";
  private EspaceDEssai essai;
  private int numero;

  @BeforeEach
  void ouvrir() throws SQLException {
    essai = new EspaceDEssai();
  }

  @AfterEach
  void fermer() throws SQLException {
    essai.sql(
        "update plateforme.habilitation set au = null where utilisateur_id = (select id from"
            + " plateforme.utilisateur where identifiant = 'facilitateur2')");
    essai.close();
  }

  @Test
  void lAgentDontLeDroitSeRetrecitPuisSEnVa() throws Exception {
    var agent = EspaceDEssai.AGENT;
    assertThat(ecrire(agent)).isEqualTo(201);
    assertThat(essai.get(agent, "/journal").statut()).isEqualTo(200);
    assertThat(essai.get(agent, "/journal.csv").statut()).isEqualTo(200);
    try (var onglet = Onglet.ouvrir(agent, essai)) {
      essai.sql(
          "update plateforme.adhesion set droit = 'ACHETEUR', export = false where"
              + " maitre_ouvrage_id = '"
              + essai.id
              + "'");
      assertThat(essai.get(agent, "/journal").statut()).as("plus référent").isEqualTo(403);
      assertThat(essai.get(agent, "/journal.csv").statut()).as("plus d'export").isEqualTo(403);
      assertThat(ecrire(agent)).as("encore acheteur").isEqualTo(201);

      essai.sql(
          "update plateforme.adhesion set droit = 'LECTEUR' where maitre_ouvrage_id = '"
              + essai.id
              + "'");
      int avant = essai.marches();
      assertThat(essai.get(agent, "/marches").statut()).as("le lecteur lit").isEqualTo(200);
      assertThat(ecrire(agent)).as("le lecteur n'écrit pas").isEqualTo(403);
      onglet.envoyer(403, "Votre droit dans cet espace est de lire");
      assertThat(essai.marches()).isEqualTo(avant);

      onglet.rouvrir("/m/" + essai.code + "/marches", 200);
      essai.sql("delete from plateforme.adhesion where maitre_ouvrage_id = '" + essai.id + "'");
      assertThat(essai.get(agent, "/marches").statut()).as("plus de l'espace").isEqualTo(404);
      assertThat(ecrire(agent)).isEqualTo(404);
      onglet.rouvrir("/m/" + essai.code + "/marches", 404);
      assertThat(essai.get(agent, "//maitres-ouvrage").texte()).doesNotContain(essai.code);
      assertThat(essai.marches()).isEqualTo(avant);
    }
    // l'onglet d'un espace quitté : le formulaire affiché avant répond comme un espace absent
    essai.adherer(agent, "ADMINISTRATEUR", true);
    try (var onglet = Onglet.ouvrir(agent, essai)) {
      essai.sql(
          "update plateforme.adhesion set au = current_date - 1 where maitre_ouvrage_id = '"
              + essai.id
              + "'");
      int avant = essai.marches();
      onglet.envoyer(404, null);
      assertThat(essai.marches()).isEqualTo(avant);
    }
  }

  @Test
  void leFacilitateurDontLAffectationLaConventionOuLeTitreFinit() throws Exception {
    var qui = EspaceDEssai.FACILITATEUR;
    assertThat(ecrire(qui)).isEqualTo(201);
    int avant = essai.marches();
    var fins =
        new String[][] {
          {
            "update plateforme.affectation set au = current_date - 1 where id = '" + essai.id + "'",
            "update plateforme.affectation set au = null where id = '" + essai.id + "'"
          },
          {
            "update plateforme.convention set au = current_date - 1 where id = '" + essai.id + "'",
            "update plateforme.convention set au = current_date + 30 where id = '" + essai.id + "'"
          },
          {
            "update plateforme.habilitation set au = current_date - 1 where titre = 'FACILITATEUR'"
                + " and utilisateur_id = (select id from plateforme.utilisateur where identifiant ="
                + " '"
                + qui
                + "')",
            "update plateforme.habilitation set au = null where titre = 'FACILITATEUR' and"
                + " utilisateur_id = (select id from plateforme.utilisateur where identifiant = '"
                + qui
                + "')"
          }
        };
    for (var fin : fins) {
      assertThat(essai.get(qui, "/marches").statut()).isEqualTo(200);
      try (var onglet = Onglet.ouvrir(qui, essai)) {
        essai.sql(fin[0]);
        assertThat(essai.get(qui, "/marches").statut()).as(fin[0]).isEqualTo(404);
        assertThat(ecrire(qui)).as(fin[0]).isEqualTo(404);
        onglet.envoyer(404, null);
        assertThat(essai.marches()).as("rien n'est écrit").isEqualTo(avant);
        var portefeuille = essai.get(qui, "//portefeuille/maitres-ouvrage");
        assertThat(portefeuille.statut()).isEqualTo(fin[0].contains("habilitation") ? 403 : 200);
        assertThat(portefeuille.texte()).doesNotContain(essai.code);
      } finally {
        essai.sql(fin[1]);
      }
    }
    assertThat(essai.get(qui, "/marches").statut())
        .as("rendu, à la demande suivante aussi")
        .isEqualTo(200);
  }

  @Test
  void leSupportDontLaFenetreSeFerme() throws Exception {
    assertThat(essai.get("support", "/marches").statut()).isEqualTo(404);
    var fenetre =
        essai.post(
            EspaceDEssai.AGENT,
            "/acces-support",
            "{\"minutes\":15,\"motif\":\"Regarder l'écran des marchés\"}");
    assertThat(fenetre.statut()).as(fenetre.texte()).isEqualTo(201);
    assertThat(essai.get("support", "/marches").statut()).isEqualTo(200);
    var page = Navigateur.connecte("support");
    try (var _ = page.context()) {
      assertThat(page.navigate("/m/" + essai.code + "/marches").status()).isEqualTo(200);
      assertThat(
              essai
                  .appeler(
                      EspaceDEssai.AGENT,
                      "DELETE",
                      "/acces-support/" + fenetre.json().get("id").asText(),
                      null)
                  .statut())
          .isEqualTo(204);
      assertThat(essai.get("support", "/marches").statut())
          .as("fermée par l'acheteur")
          .isEqualTo(404);
      assertThat(page.reload().status()).isEqualTo(404);

      assertThat(
              essai
                  .post(
                      EspaceDEssai.AGENT,
                      "/acces-support",
                      "{\"minutes\":15,\"motif\":\"Regarder l'écran des marchés\"}")
                  .statut())
          .isEqualTo(201);
      assertThat(essai.get("support", "/marches").statut()).isEqualTo(200);
      essai.sql(
          "update plateforme.acces_support set du = now() - interval '15 minutes', au = now() where"
              + " ferme_le is null and maitre_ouvrage_id = '"
              + essai.id
              + "'");
      assertThat(essai.get("support", "/marches").statut())
          .as("arrivée à son terme")
          .isEqualTo(404);
      assertThat(page.navigate("/m/" + essai.code).status()).isEqualTo(404);
    }
  }

  @Test
  void unEspaceSuspenduSeLitEtNeSEcritPlus() throws Exception {
    var agent = EspaceDEssai.AGENT;
    assertThat(ecrire(agent)).isEqualTo(201);
    try (var onglet = Onglet.ouvrir(agent, essai)) {
      essai.sql(
          "update plateforme.maitre_ouvrage set etat = 'SUSPENDU' where id = '" + essai.id + "'");
      int avant = essai.marches();
      assertThat(essai.get(agent, "/marches").statut()).isEqualTo(200);
      assertThat(ecrire(agent)).isEqualTo(422);
      onglet.envoyer(200, "Cet espace est suspendu");
      assertThat(essai.marches()).isEqualTo(avant);
    }
  }

  private int ecrire(String compte) {
    return essai.post(compte, "/marches", MARCHE.formatted("DI-" + ++numero)).statut();
  }

  /** Un onglet laissé ouvert sur un formulaire rempli. */
  private record Onglet(Page page) implements AutoCloseable {
    static Onglet ouvrir(String compte, EspaceDEssai essai) {
      var page = Navigateur.connecte(compte);
      assertThat(page.navigate("/m/" + essai.code + "/marches/nouveau").status()).isEqualTo(200);
      page.locator("#numero").fill("ONGLET");
      page.locator("#objet").fill("Saisi avant que le droit ne parte");
      return new Onglet(page);
    }

    void envoyer(int statut, String phrase) {
      var reponse =
          page.waitForResponse(
              r -> r.request().method().equals("POST"),
              () ->
                  page.locator("main form button[type=submit], main form input[type=submit]")
                      .last()
                      .click());
      assertThat(reponse.status()).isEqualTo(statut);
      page.waitForLoadState();
      if (phrase != null) {
        assertThat(page.locator("main").innerText()).contains(phrase);
      }
    }

    void rouvrir(String adresse, int statut) {
      assertThat(page.navigate(adresse).status()).isEqualTo(statut);
    }

    @Override
    public void close() {
      page.context().close();
    }
  }
}
