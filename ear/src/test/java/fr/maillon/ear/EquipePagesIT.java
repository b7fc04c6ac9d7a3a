package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Les pages où le centre tient l'équipe, et celle où la coordination passe un portefeuille : sans
 * script, au clavier, à 1280 et à 360 px.
 */
@ResourceLock("invitations de l'équipe")
class EquipePagesIT {
  private static final String SUFFIXE = UUID.randomUUID().toString().substring(0, 8);
  private static final String FACILITATEUR2 = "00000000-0000-4000-8000-000000000012";

  @AfterAll
  static void nettoyer() throws SQLException {
    try (var c = PileDeTest.pile().postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      i.execute(
          "delete from plateforme.habilitation where utilisateur_id = '"
              + FACILITATEUR2
              + "' and titre = 'SUPPORT'; delete from plateforme.envoi where maitre_ouvrage_id is"
              + " null;delete from plateforme.invitation_equipe where courriel like '%"
              + SUFFIXE
              + "%'; delete from plateforme.acte_equipe where utilisateur_id = '"
              + FACILITATEUR2
              + "'");
    }
  }

  @Test
  void leCentreInviteDonneEtRetireSansScript() {
    try (var contexte = Navigateur.contexte(false)) {
      var page = Navigateur.connecter(contexte.newPage(), "central");
      page.locator("nav a:has-text('Équipe')").first().click();
      assertThat(page.locator("h1").innerText()).isEqualTo("Équipe");
      var lignes = page.locator("main").innerText();
      assertThat(lignes)
          .contains(
              "Facilitateur Premier",
              "facilitateur depuis le",
              "Administration Centrale (vous)",
              "Support Plateforme")
          .doesNotContain("Agent Lyon");
      voir(page, "equipe");

      page.navigate("/centre/equipe?anciens=oui");
      assertThat(page.locator("main").innerText()).contains("Qui en a été");

      page.navigate("/centre/equipe/inviter");
      page.locator("#envoyer").click();
      assertThat(page.locator("main").innerText())
          .contains("Donnez le prénom et le nom", "Choisissez au moins un titre");
      voir(page, "inviter-fautes");
      page.locator("#nom").fill("Zoé Essai");
      page.locator("#courriel").fill("zoe-" + SUFFIXE + "@equipe");
      page.locator("input[name=titre][value=FACILITATEUR]").check();
      page.locator("#envoyer").click();
      assertThat(page.locator("main").innerText()).contains("adresse de courriel complète");
      assertThat(page.locator("input[name=titre][value=FACILITATEUR]").isChecked())
          .as("ce qui était coché le reste")
          .isTrue();
      page.locator("#courriel").fill("zoe-" + SUFFIXE + "@equipe.example");
      page.locator("#envoyer").click();
      assertThat(page.url()).endsWith("/centre/equipe");
      assertThat(Navigateur.lisible(page.locator("body").innerText()))
          .contains("Invitation pour Zoé Essai : facilitateur.");
      assertThat(page.locator("main").innerText()).contains("zoe-" + SUFFIXE + "@equipe.example");
      voir(page, "equipe-invitation");

      page.navigate("/centre/equipe/" + FACILITATEUR2);
      assertThat(page.locator("h1").innerText()).isEqualTo("Facilitateur Second");
      page.locator("#titre").selectOption("SUPPORT");
      page.locator("#donner").click();
      assertThat(Navigateur.lisible(page.locator("body").innerText()))
          .contains("Facilitateur Second est support : cela vaudra à sa prochaine connexion.");
      voir(page, "membre");
      // retirer se confirme ; la coordination doit d'abord passer le portefeuille
      var facilitateur = page.locator("li:has(> b:text-is('Facilitateur'))");
      facilitateur.locator("summary").click();
      facilitateur.locator("[value='Oui, retirer']").click();
      assertThat(Navigateur.lisible(page.locator("body").innerText()))
          .contains(
              "Facilitateur Second est encore affecté à",
              "La coordination transfère d'abord son portefeuille");
      voir(page, "membre-refus");
      var support = page.locator("li:has(> b:text-is('Support'))");
      support.locator("summary").click();
      assertThat(Navigateur.lisible(support.innerText()))
          .contains("Retirer à Facilitateur Second le titre « support » ?");
      voir(page, "membre-confirmer");
      support.locator("[value='Oui, retirer']").click();
      assertThat(page.locator("body").innerText())
          .contains(
              "Facilitateur Second n'est plus support, dès maintenant.",
              "a retiré le titre du support",
              "a donné le titre du support");
    }
  }

  @Test
  void lesPagesTiennentA360PixelsEtPassentAxe() {
    var page = Navigateur.connecte("central");
    try {
      for (var largeur : new int[] {1280, 360}) {
        page.setViewportSize(largeur, 800);
        for (var adresse :
            new String[] {
              "/centre/equipe", "/centre/equipe/inviter", "/centre/equipe/" + FACILITATEUR2
            }) {
          page.navigate(adresse);
          assertThat(Navigateur.defauts(page)).isEmpty();
          assertThat(
                  (boolean)
                      page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
              .as(adresse + " déborde à " + largeur)
              .isTrue();
          assertThat(
                  (boolean)
                      page.evaluate(
                          """
                          (() => { const o = document.querySelector('.sections'), c = o.querySelector('[aria-current]').getBoundingClientRect(), r = o.getBoundingClientRect();
                            return c.left >= r.left - 1 && c.right <= r.right + 1 && document.querySelector('.qui b').offsetHeight < 30; })()\
                          """))
              .as(
                  adresse
                      + " à "
                      + largeur
                      + " : l'onglet ouvert se voit, le nom tient sur sa ligne")
              .isTrue();
        }
      }
    } finally {
      page.context().close();
    }
  }

  @Test
  void lePortefeuilleAPasserSeChoisitDansUneListe() {
    try (var contexte = Navigateur.contexte(false)) {
      var page = Navigateur.connecter(contexte.newPage(), "coordinateur");
      page.navigate("/equipe/passations");
      assertThat(page.locator("#mo option").allInnerTexts())
          .containsExactly("Tout son portefeuille");
      page.locator("#de").selectOption(FACILITATEUR2);
      page.locator("#vers").selectOption("00000000-0000-4000-8000-000000000011");
      page.locator("button:has-text('Voir ce qui serait transféré')").click();
      assertThat(page.locator("#mo option").allInnerTexts())
          .contains("Tout son portefeuille", "Archipel Habitat");
      assertThat(page.locator("h3").allInnerTexts())
          .anyMatch(t -> t.matches("(?U)[2-9]\\s+espaces et .*"));
      page.locator("#mo").selectOption("archipel-habitat");
      page.locator("button:has-text('Voir ce qui serait transféré')").click();
      assertThat(page.locator("#mo").inputValue()).isEqualTo("archipel-habitat");
      assertThat(page.locator("h3").allInnerTexts())
          .anyMatch(t -> t.matches("(?U)1\\s+espace et .*"));
      voir(page, "passations");
      page.navigate(
          "/equipe/passations?de="
              + FACILITATEUR2
              + "&vers=00000000-0000-4000-8000-000000000011&mo=lyon");
      assertThat(page.locator("main").innerText())
          .as("un lien d'hier se comprend")
          .contains("Rien à transférer", "lyon (pas dans son portefeuille)");
    }
  }

  @Test
  void unePassationSansPersonneQuiPrendLaSuiteLeDitASonChamp() {
    var page = Navigateur.connecte("coordinateur");
    try {
      page.navigate("/equipe/passations?de=" + FACILITATEUR2);
      assertThat(page.locator(".erreur").count())
          .as("un lien qui nomme qui passe la main n'est pas une faute")
          .isZero();
      page.locator("button:has-text('Voir ce qui serait transféré')").click();
      assertThat(page.locator("#vers-erreur").innerText())
          .isEqualTo("Choisissez qui prend la suite.");
      assertThat(page.locator("#vers").getAttribute("aria-describedby")).isEqualTo("vers-erreur");
      assertThat(page.locator("#de-erreur").count()).isZero();
      assertThat(Navigateur.defauts(page)).isEmpty();
      rienNEstCoupe(page);
      page.locator("#vers").selectOption(FACILITATEUR2);
      page.locator("button:has-text('Voir ce qui serait transféré')").click();
      assertThat(page.locator("#vers-erreur").textContent())
          .as("le deux-points ne commence pas une ligne")
          .isEqualTo(
              "Un transfert va d'une personne à une autre\u00a0: choisissez quelqu'un d'autre.");
      assertThat(page.locator("h3").count()).as("rien n'est montré").isZero();
    } finally {
      page.context().close();
    }
  }

  /** Le plus long des noms tient dans sa liste : le navigateur couperait sans le dire. */
  private static void rienNEstCoupe(Page page) {
    for (var largeur : new int[] {360, 1280}) {
      page.setViewportSize(largeur, 900);
      assertThat(
              page.evaluate(
                  """
                  () => [...document.querySelectorAll('#de, #vers')].filter(liste => {
                    const seule = liste.cloneNode(true);
                    seule.style.cssText = 'width: max-content; max-width: none; position: absolute';
                    document.body.append(seule);
                    const voulue = seule.offsetWidth;
                    seule.remove();
                    return voulue > liste.offsetWidth;
                  }).map(liste => liste.id + ' : ' + liste.offsetWidth)\
                  """))
          .as("à " + largeur)
          .isEqualTo(List.of());
    }
  }

  @Test
  void leSupportALeRoleDeSupport() {
    var page = Navigateur.connecte("support");
    try {
      assertThat(page.locator(".compte .qui small").innerText()).isEqualTo("Support");
    } finally {
      page.context().close();
    }
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
