package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import fr.maillon.infra.ServerStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rien de tapé ne se perd quand la session finit pendant qu'on écrit, et nul autre ne le lit. Tout
 * formulaire : {@link MatriceDesPagesIT}.
 */
@Chiffres
class SaisieTenueIT {
  private static final String AUTEUR = "agent-lyon";
  private static final String AUTRE = "agent-deux-espaces";
  private static final String TEXTE =
      "Réfection de l'école, « œuvre » n° 12 & suivants <à relire>\n";

  @Test
  void unLongTexteRevientAQuiLAEcritEtANulAutre() throws Exception {
    try (var espace = new EspaceDEssai()) {
      espace.adherer(AUTRE, "ACHETEUR", false);
      var adresse = "/m/" + espace.code + "/marches/nouveau";
      var texte = TEXTE.repeat(10_000 / TEXTE.length() + 1).substring(0, 9_999) + "x";
      var page = Navigateur.connecte(AUTEUR);
      try (var contexte = page.context()) {
        page.navigate(adresse);
        page.locator("#numero").fill("SES-1");
        page.locator("#objet").fill(texte.substring(0, 950));
        assertThat(page.locator("#objet + .aide").innerText())
            .isEqualTo("50 caractères restent sur 1000");
        page.locator("#objet").fill(texte);
        assertThat(page.locator("#objet + .aide").innerText())
            .isEqualTo("9000 caractères de trop sur 1000");
        contexte.clearCookies();
        envoyer(page);
        assertThat(page.locator("h1").innerText()).isEqualTo("Votre session a pris fin");
        assertThat(page.locator("main").innerText())
            .contains("Rien n'a été enregistré", "vous sera rendu");
        assertThat(Navigateur.defauts(page)).isEmpty();
        assertThat(espace.marches()).isZero();

        // quelqu'un d'autre se connecte à sa place, sur le même poste
        page.locator("main a.bouton").click();
        entrer(page, AUTRE);
        page.waitForURL("**" + adresse);
        assertThat(page.locator("#objet").inputValue()).isEmpty();
        assertThat(page.content()).doesNotContain("Réfection de l'école").doesNotContain("SES-1");
      }
      page = Navigateur.contexte().newPage();
      try (var _ = page.context()) {
        page.navigate(adresse + "?_reprise=1");
        entrer(page, AUTEUR);
        page.locator("#objet").waitFor();
        assertThat(page.locator("#objet").inputValue()).isEqualTo(texte);
        assertThat(page.locator("#numero").inputValue()).isEqualTo("SES-1");
        assertThat(page.locator("main [role=status]").first().innerText())
            .contains(
                "Voici ce que vous aviez saisi",
                "relisez, puis envoyez",
                "Rien n'a encore été enregistré");
        // trop long : c'est dit à côté du champ, et rien n'est coupé ; ici, puis à l'envoi
        assertThat(Navigateur.lisible(page.locator("#objet-erreur").innerText()))
            .contains("10 000 caractères", "la limite est de 1 000");
        envoyer(page);
        assertThat(Navigateur.lisible(page.locator("#objet-erreur").innerText()))
            .contains("10 000 caractères", "la limite est de 1 000");
        assertThat(page.locator("#objet").inputValue()).isEqualTo(texte);
        assertThat(Navigateur.defauts(page)).isEmpty();
        assertThat(espace.marches()).isZero();
        page.locator("#objet").fill(texte.substring(0, 1_000));
        envoyer(page);
        assertThat(
                espace.lire(
                    "select objet from metier.marche where tenant_id = '" + espace.id + "'"))
            .containsExactly(texte.substring(0, 1_000).strip());
        // rendu une fois
        page.navigate(adresse + "?_reprise=1");
        assertThat(page.locator("#objet").inputValue()).isEmpty();
      }
    }
  }

  /**
   * Un formulaire qui envoie un fichier rend ses textes ; le fichier se choisit de nouveau, et
   * c'est dit. Un formulaire plié revient ouvert.
   */
  @Test
  void unEnvoiDeFichierRendSesTextesEtCeQuiEtaitPlieSeRouvre() throws Exception {
    try (var espace = new EspaceDEssai()) {
      var page = Navigateur.connecte("central");
      try (var contexte = page.context()) {
        page.navigate("/centre/espaces/nouveau");
        page.locator("#nom").fill("Ville de l'Œuvre & Fils");
        page.locator("#sirets").fill("21690123100011");
        page.locator("#contactNom").fill("Accueil de la mairie");
        page.locator("#logo")
            .setInputFiles(new FilePayload("blason.png", "image/png", new byte[150_000]));
        contexte.clearCookies();
        envoyer(page);
        assertThat(Navigateur.lisible(page.locator("main").innerText()))
            .contains("vous sera rendu", "Le fichier « blason.png » sera à choisir de nouveau");
        assertThat(Navigateur.defauts(page)).isEmpty();
        page.locator("main a.bouton").click();
        entrer(page, "central");
        page.locator("#nom").waitFor();
        assertThat(
                List.of(
                    page.locator("#nom").inputValue(),
                    page.locator("#sirets").inputValue(),
                    page.locator("#contactNom").inputValue()))
            .containsExactly("Ville de l'Œuvre & Fils", "21690123100011", "Accueil de la mairie");
        assertThat(Navigateur.lisible(page.locator("main [role=status]").first().innerText()))
            .contains("Le fichier « blason.png » est à choisir de nouveau");
        assertThat(
                espace.lire(
                    "select nom from plateforme.maitre_ouvrage where nom like 'Ville de l%uvre%'"))
            .isEmpty();

        page.navigate("/centre/espaces/" + espace.id);
        var motif = page.locator("#suspension #motif");
        page.locator("#suspension summary").click();
        motif.fill("La convention est à l'arrêt");
        contexte.clearCookies();
        page.locator("#suspendre").click();
        page.locator("main a.bouton").click();
        entrer(page, "central");
        motif.waitFor();
        assertThat(motif.isVisible()).isTrue();
        assertThat(motif.inputValue()).isEqualTo("La convention est à l'arrêt");
        assertThat(
                espace.lire(
                    "select etat from plateforme.maitre_ouvrage where id = '" + espace.id + "'"))
            .containsExactly("OUVERT");
      }
    }
  }

  /**
   * Un fichier trop grand pour qu'on le lise de qui n'est plus connecté : la page le dit quand
   * même, plutôt qu'une connexion coupée.
   */
  @Test
  void unGrosFichierSansSessionApprendQuElleAFini(@TempDir Path dossier) throws Exception {
    // un vrai fichier : le navigateur le lit lui-même, au lieu de le recevoir de l'essai
    var gros = Files.write(dossier.resolve("decp.json"), new byte[30_000_000]);
    try (var espace = new EspaceDEssai()) {
      var page = Navigateur.connecte(AUTEUR);
      try (var contexte = page.context()) {
        page.navigate("/m/" + espace.code + "/imports");
        page.locator("#fichier").setInputFiles(gros);
        contexte.clearCookies();
        envoyer(page);
        assertThat(page.locator("h1").innerText()).isEqualTo("Votre session a pris fin");
        assertThat(page.locator("main").innerText()).contains("Reconnectez-vous, puis recommencez");
        page.locator("main a.bouton").click();
        entrer(page, AUTEUR);
        page.waitForURL("**/m/" + espace.code + "/imports");
        assertThat(
                espace.lire(
                    "select fichier from metier.import_decp where tenant_id = '" + espace.id + "'"))
            .isEmpty();
      }
    }
  }

  /**
   * Le titulaire du lot est proposé comme employeur, nom et SIRET, et l'on peut en écrire un autre.
   */
  @Test
  void lEmployeurEstLeTitulaireSaufSiLOnEnEcritUnAutre() throws Exception {
    try (var espace = new EspaceDEssai()) {
      var lot = UUID.randomUUID();
      var marche = UUID.randomUUID();
      var clause = UUID.randomUUID();
      var gens = UUID.randomUUID();
      var nom = "ztitulaire" + gens.toString().replaceAll("[^a-f]", "");
      var t = "'" + espace.id + "', ";
      espace.sql(
          "set session_replication_role = replica; insert into metier.marche (tenant_id, id,"
              + " acheteur_siret, numero, cle_source, source, objet, segment, annee,"
              + " sociale_connue, etat, recherche, lots) values ("
              + t
              + "'"
              + marche
              + "', '00000000000000', 'TIT-1', 'tit', 'SAISIE', 'Façades', 'TRAVAUX', 2026, false,"
              + " 'IDENTIFIE', 'facades', 1); insert into metier.lot (tenant_id, id, marche_id,"
              + " rang, cle_source, objet, montant, sociale_connue, date_notification) values ("
              + t
              + "'"
              + lot
              + "', '"
              + marche
              + "', 1, 'tit', 'Façades', 1000, false, current_date); insert into metier.titulaire"
              + " (tenant_id, lot_id, rang, type_identifiant, identifiant, denomination) values ("
              + t
              + "'"
              + lot
              + "', 1, 'SIRET', '73282932000074', 'Façades du Rhône'); insert into metier.clause"
              + " (tenant_id, id, marche_id, lot_id, mecanisme, article, numero_version, etat,"
              + " auteur_id, auteur_nom) values ("
              + t
              + "'"
              + clause
              + "', '"
              + marche
              + "', '"
              + lot
              + "', 'CLAUSE_EXECUTION', 'x', 1, 'ACCEPTEE', gen_random_uuid(), 'x'); insert into"
              + " metier.engagement (tenant_id, id, clause_id, lot_id, unite, quantite,"
              + " heures_dues, annee, formule, grille_source) values ("
              + t
              + "gen_random_uuid(), '"
              + clause
              + "', '"
              + lot
              + "', 'HEURES', 100, 100, extract(year from current_date), 'SAISIE', 'x'); insert"
              + " into equipe.participant (id, nom, prenom, date_naissance, sexe, niveau,"
              + " recherche) values ('"
              + gens
              + "', '"
              + nom
              + "', 'Camille', '1990-01-01', 'F', 'BAC', '"
              + nom
              + " camille'); insert into equipe.eligibilite (id, participant_id, critere, preuve,"
              + " preuve_vue_le, decision, date_entree, duree_mois, date_fin, decidee_par,"
              + " decidee_par_nom) values (gen_random_uuid(), '"
              + gens
              + "', 'DELD', 'x', '2026-01-01', 'ELIGIBLE', current_date - 60, 120, '2035-12-31',"
              + " gen_random_uuid(), 'x')");
      var page = Navigateur.connecte(EspaceDEssai.FACILITATEUR);
      try (var _ = page.context()) {
        for (var autre : new String[] {null, "Couleurs du Large"}) {
          page.navigate(
              "/m/" + espace.code + "/contrats/nouveau?clause=" + clause + "&texte=" + nom);
          assertThat(page.locator("#titulaire").inputValue()).isEqualTo("73282932000074");
          assertThat(page.locator("#titulaire option:checked").innerText())
              .isEqualTo("Façades du Rhône, SIRET 73282932000074");
          assertThat(
                  page.locator("#employeurNom").isEditable()
                      && page.locator("#employeurSiret").isEditable())
              .isTrue();
          page.locator("#participantId").selectOption(gens.toString());
          page.locator("#nature").selectOption("CDD");
          page.locator("#modalite").selectOption("EMBAUCHE_DIRECTE");
          page.locator("#debut").fill(LocalDate.now().withDayOfMonth(1).toString());
          if (autre != null) {
            page.locator("#employeurNom").fill(autre);
            page.locator("#employeurSiret").fill("130 025 265 00013");
          }
          envoyer(page);
          assertThat(page.locator("main").innerText())
              .as(page.url())
              .doesNotContain("Rien n'a été enregistré");
        }
        assertThat(
                espace.lire(
                    "select employeur_siret || ' ' || employeur_nom from metier.contrat where"
                        + " tenant_id = '"
                        + espace.id
                        + "' order by 1"))
            .containsExactly("13002526500013 Couleurs du Large", "73282932000074 Façades du Rhône");
      } finally {
        espace.sql(
            "set session_replication_role = replica; delete from equipe.eligibilite where"
                + " participant_id = '"
                + gens
                + "'; delete from equipe.participant where id = '"
                + gens
                + "'");
      }
    }
  }

  private static void envoyer(Page page) {
    page.waitForResponse(
        r -> "POST".equals(r.request().method()) && r.request().isNavigationRequest(),
        () -> page.locator("main form[method=post] [type=submit]").last().click());
    page.waitForLoadState();
  }

  private static void entrer(Page page, String compte) {
    try (var _ = ServerStack.connexion(compte)) {
      page.locator("#username").fill(compte);
      page.locator("#password").fill("demo");
      page.locator("#kc-login").click();
      page.waitForURL(a -> a.startsWith(Navigateur.url()) && !a.contains("/oidcclient/"));
    }
  }
}
