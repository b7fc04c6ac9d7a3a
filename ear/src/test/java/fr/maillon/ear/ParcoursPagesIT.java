package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import fr.maillon.infra.fiction.Arrete;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Les sept étapes, cliquées dans un vrai navigateur par ceux qui les font ; puis celles de l'agent,
 * sans script.
 */
@Chiffres
class ParcoursPagesIT {
  private static final LocalDate JOUR = LocalDate.now(ZoneId.of("Europe/Paris"));
  private static final String ESPACE = "/m/chu-caen";
  private static final String AGENT = "agent-chu-caen";

  /**
   * Le suffixe de tout ce que ce passage crée : rejoué sur la même base, il ne se confond pas avec
   * lui-même.
   */
  private final String marque =
      UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

  @Test
  void lesSeptEtapes() throws SQLException {
    var dues = consolidees();
    var numero = "PAR-" + marque;
    var objet = "Peinture du bâtiment " + marque + " (fiction)";
    var agent = Navigateur.connecte(AGENT);
    try (var _ = agent.context()) {
      importer(agent, numero, objet);

      // le marché est dans la liste, avec ce que le fichier en dit
      filtrer(agent, marque);
      assertThat(agent.locator("main table tbody tr"))
          .satisfies(l -> assertThat(l.count()).isEqualTo(1));
      assertThat(Navigateur.lisible(agent.locator("main table tbody tr").innerText()))
          .contains(objet, numero, "300 000 €", "Clause sociale", "Travaux", "Notifié");
      cliquer(agent, agent.locator("main table tbody a").first());
      assertThat(agent.locator("h1").innerText()).isEqualTo(objet);
      assertThat(prochaine(agent)).contains("peut demander l'assistance");
      demander(agent, "Calculer les heures du bâtiment " + marque + ".");
      assertThat(agent.locator("main").innerText()).contains("Calibrage", "L'équipe");
    }

    var facilitateur = Navigateur.connecte("facilitateur1");
    try (var _ = facilitateur.context()) {
      // de son travail à l'espace, par la ligne de la demande
      facilitateur.navigate("/portefeuille?texte=" + marque);
      var ligne = facilitateur.locator("main tr", new Page.LocatorOptions().setHasText(objet));
      assertThat(ligne.innerText()).contains("CHU de Caen Normandie", "Calibrage", "L'équipe");
      cliquer(facilitateur, ligne.locator("a").first());
      facilitateur.waitForURL("**" + ESPACE + "/demandes/**");
      cliquer(facilitateur, facilitateur.locator("#prendre"));
      assertThat(message(facilitateur)).contains("CHU de Caen Normandie", "à vous d'agir");
      lien(facilitateur, objet);
      assertThat(prochaine(facilitateur)).contains("Facilitateur Premier");
      lien(facilitateur, "Calibrer");

      // 300 000 € × 40 % × 5 % ÷ 30 € = 200 h
      facilitateur.locator("[name=partMainOeuvre-1]").fill("40");
      facilitateur.locator("[name=coutHoraire-1]").fill("30");
      facilitateur.locator("[name=tauxInsertion-1]").fill("5");
      cliquer(facilitateur, facilitateur.locator("[name=calculer]"));
      assertThat(Navigateur.lisible(facilitateur.locator("main").innerText())).contains("200 h");
      facilitateur.locator("#mecanisme").selectOption("CLAUSE_EXECUTION");
      cliquer(facilitateur, facilitateur.locator("#proposer"));
      assertThat(Navigateur.lisible(message(facilitateur))).contains("1 clause proposée");
    }

    agent = Navigateur.connecte(AGENT);
    try (var _ = agent.context()) {
      agent.navigate(ESPACE + "/marches?montantMin=1E1000000&etat=LUNE&page=abc");
      assertThat(agent.locator("#montantMin-erreur").innerText()).contains("Écrivez un nombre");
      assertThat(agent.locator("#montantMin").inputValue()).isEqualTo("1E1000000");
      assertThat(Navigateur.lisible(agent.locator("main [role=alert]").first().innerText()))
          .contains("Un filtre n'est pas appliqué", "« LUNE » n'est pas un choix");
      agent.navigate(ESPACE + "/marches?q=" + marque);
      cliquer(agent, agent.locator("main table tbody a").first());
      assertThat(Navigateur.lisible(engagement(agent))).contains("200 h", "Proposée, à décider");
      assertThat(prochaine(agent))
          .contains("Le maître d'ouvrage", "accepte ou refuse la clause proposée pour le lot 1");
      lien(agent, "Décider de la clause");
      agent.locator("#decision summary").click();
      cliquer(agent, agent.locator("#accepter"));
      assertThat(Navigateur.lisible(message(agent))).contains("acceptée", "200 h sont dues");
    }

    facilitateur = Navigateur.connecte("facilitateur1");
    try (var _ = facilitateur.context()) {
      inscrire(facilitateur);
      facilitateur.navigate(ESPACE + "/marches?q=" + marque);
      cliquer(facilitateur, facilitateur.locator("main table tbody a").first());
      var clause =
          facilitateur
              .locator("main table tbody a[href*='/clauses/']")
              .first()
              .getAttribute("href");
      facilitateur.navigate(
          ESPACE + "/contrats/nouveau?clause=" + clause.substring(clause.lastIndexOf('/') + 1));
      facilitateur.locator("[name=texte]").fill("Essai-" + marque);
      cliquer(facilitateur, facilitateur.locator("form[role=search] button"));
      facilitateur
          .locator("#participantId")
          .selectOption(facilitateur.locator("#participantId option").nth(1).getAttribute("value"));
      facilitateur.locator("#nature").selectOption("CDD");
      facilitateur.locator("#modalite").selectOption("EMBAUCHE_DIRECTE");
      facilitateur.locator("#debut").fill(JOUR.withDayOfMonth(1).toString());
      facilitateur.locator("#employeurNom").fill("Couleurs du Large (fiction)");
      facilitateur.locator("#employeurSiret").fill("732 829 320 00074");
      cliquer(facilitateur, facilitateur.locator("#ouvrir"));
      assertThat(message(facilitateur)).contains("Le contrat est ouvert");

      facilitateur.locator("#mois").fill(YearMonth.from(JOUR).toString());
      facilitateur.locator("#heures").fill("20,3");
      cliquer(facilitateur, facilitateur.locator("#envoyer"));
      assertThat(facilitateur.locator("#heures-erreur").innerText()).contains("quart d'heure");
      facilitateur.locator("#heures").fill("50h75");
      cliquer(facilitateur, facilitateur.locator("#envoyer"));
      assertThat(facilitateur.locator("#heures-erreur").innerText())
          .contains("Les minutes vont de 00 à 59");
      assertThat(facilitateur.locator("#heures").inputValue()).isEqualTo("50h75");
      facilitateur.locator("#heures").fill("50h15");
      cliquer(facilitateur, facilitateur.locator("#envoyer"));
      assertThat(Navigateur.lisible(message(facilitateur))).contains("50 h 15, soit 50,25 h");
      cliquer(facilitateur, facilitateur.locator("main table tbody a[href*='/heures/']").first());
      assertThat(Navigateur.lisible(facilitateur.locator("#validation").innerText()))
          .contains("50 h 15, soit 50,25 h");
      // deux onglets : le second refuse ce que le premier vient de valider ; il apprend qui, quoi,
      // quand, et garde ce qui y était écrit
      var second = facilitateur.context().newPage();
      second.navigate(facilitateur.url());
      cliquer(facilitateur, facilitateur.locator("#valider"));
      assertThat(Navigateur.lisible(message(facilitateur))).contains("50,25 h validées");
      second.locator("#motif").fill("Pointage en double " + marque);
      second.locator("#refus summary").click();
      cliquer(second, second.locator("#refuser"));
      assertThat(Navigateur.lisible(second.locator("main [role=alert]").innerText()))
          .contains("Facilitateur Premier a validé des heures le ", "Pointage en double " + marque);
      assertThat(second.locator("main .actions").first().innerText()).contains("Validée");
      second.close();
      facilitateur.locator("#heures").fill("50");
      facilitateur.locator("#motif").fill("Pointage relu");
      cliquer(facilitateur, facilitateur.locator("#corriger"));
      assertThat(Navigateur.lisible(facilitateur.locator("#correction").innerText()))
          .contains("Le total du mois sera 50 h");
      cliquer(facilitateur, facilitateur.locator("#corriger"));
      assertThat(Navigateur.lisible(facilitateur.locator("main table").innerText()))
          .contains("50,25 h", "−0,25 h", "Pointage relu");
    }

    agent = Navigateur.connecte(AGENT);
    try (var _ = agent.context()) {
      agent.navigate(ESPACE + "/marches?montantMin=1E1000000&etat=LUNE&page=abc");
      assertThat(agent.locator("#montantMin-erreur").innerText()).contains("Écrivez un nombre");
      assertThat(agent.locator("#montantMin").inputValue()).isEqualTo("1E1000000");
      assertThat(Navigateur.lisible(agent.locator("main [role=alert]").first().innerText()))
          .contains("Un filtre n'est pas appliqué", "« LUNE » n'est pas un choix");
      agent.navigate(ESPACE + "/marches?q=" + marque);
      cliquer(agent, agent.locator("main table tbody a").first());
      assertThat(Navigateur.lisible(engagement(agent)))
          .contains("200 h", "50 h", "25 % des heures dues du lot");
      assertThat(Navigateur.lisible(agent.locator("main").innerText()))
          .contains("Total : 50 h validées sur 200 h dues, soit 25 % des heures dues.")
          .doesNotContain("Essai-" + marque);
      assertThat(
              Navigateur.horsDuPapier(
                  agent,
                  ESPACE + "/marches",
                  ESPACE + "/clauses",
                  ESPACE + "/execution",
                  ESPACE + "/administration/journal",
                  ESPACE + "/administration/personnes"))
          .isEmpty();
    }
    var coordination = Navigateur.connecte("coordinateur");
    try (var _ = coordination.context()) {
      assertThat(
              Navigateur.horsDuPapier(
                  coordination,
                  "/portefeuille",
                  "/portefeuille/maitres-ouvrage",
                  "/equipe/charge",
                  "/equipe/affectations",
                  "/equipe/participants"))
          .isEmpty();
    }
    assertThat(consolidees().subtract(dues))
        .as("les heures dues du centre suivent l'espace")
        .isEqualByComparingTo("200");
    var centre = Navigateur.connecte("central");
    try (var _ = centre.context()) {
      assertThat(
              Navigateur.horsDuPapier(
                  centre,
                  "/consolidation",
                  "/centre/espaces",
                  "/centre/conventions",
                  "/centre/parametres",
                  "/centre/equipe"))
          .isEmpty();
    }
  }

  @Test
  void lAgentFaitToutSansScript() {
    try (var contexte = Navigateur.contexte(false)) {
      var page = Navigateur.connecter(contexte.newPage(), AGENT);
      importer(page, "SCR-" + marque, "Sans script " + marque + " (fiction)");
      filtrer(page, "SCR-" + marque);
      assertThat(page.locator("main table tbody tr"))
          .satisfies(l -> assertThat(l.count()).isEqualTo(1));

      page.navigate(ESPACE + "/marches/nouveau");
      cliquer(page, page.locator("#marche [type=submit]").first());
      assertThat(page.locator("#numero-erreur").innerText()).isNotBlank();
      page.locator("#numero").fill("MAIN-" + marque);
      page.locator("#objet").fill("Saisi à la main " + marque);
      page.locator("#montantHt").fill("120 000,50");
      page.locator("#dureeMois").fill("12");
      page.locator("#codeCpv").fill("45442100");
      cliquer(page, page.locator("#marche [type=submit]").first());
      assertThat(page.locator("h1").innerText()).isEqualTo("Saisi à la main " + marque);
      assertThat(Navigateur.lisible(page.locator("main").innerText()))
          .contains("120 000,50 €", "Rien d'enregistré")
          .doesNotContain("la publication n'en dit rien");
      demander(page, "Première estimation " + marque + ".");
      assertThat(page.locator("main").innerText()).contains("L'équipe");
    }
  }

  /** L'aperçu, puis l'import, d'un fichier d'un seul marché de l'espace. */
  private static void importer(Page page, String numero, String objet) {
    page.navigate(ESPACE);
    var siret = page.locator("main dl dd span").first().innerText();
    page.navigate(ESPACE + "/imports");
    page.locator("#fichier")
        .setInputFiles(
            new FilePayload(numero + ".json", "application/json", fichier(siret, numero, objet)));
    cliquer(page, page.locator("#depot [type=submit]"));
    assertThat(Navigateur.lisible(page.locator("main").innerText()))
        .contains("1\nenregistrement à importer", "Lieu d'exécution sans code", objet)
        .doesNotContain("lieu_code_absent");
    cliquer(page, page.locator("#suite [type=submit]").first());
    for (int i = 0;
        i < 60 && !"TERMINE".equals(page.locator("#suivi").getAttribute("data-etat"));
        i++) {
      page.waitForTimeout(500);
      page.reload();
    }
    assertThat(page.locator("#suivi").getAttribute("data-etat")).isEqualTo("TERMINE");
    assertThat(page.locator("#suivi .reperes div").first().innerText())
        .containsSubsequence("1", "créés");
  }

  private static void filtrer(Page page, String texte) {
    page.navigate(ESPACE + "/marches");
    page.locator("[name=q]").fill(texte);
    cliquer(page, page.locator("form.filtres button"));
  }

  /** Depuis la page d'un marché, jusqu'à la demande déposée. */
  private static void demander(Page page, String besoin) {
    lien(page, "Demander une assistance");
    page.locator("#service").selectOption("CALIBRAGE");
    page.locator("#besoin").fill(besoin);
    page.locator("#dateSouhaitee").fill(JOUR.plusDays(60).toString());
    cliquer(page, page.locator("#envoyer"));
    page.waitForURL("**" + ESPACE + "/demandes/*");
  }

  /** Une personne inventée, éligible depuis le premier janvier. */
  private void inscrire(Page page) {
    page.navigate("/equipe/participants");
    page.locator("#nom").fill("Essai-" + marque);
    page.locator("#prenom").fill("Camille");
    page.locator("#dateNaissance").fill("1990-04-12");
    page.locator("#sexe").selectOption("F");
    page.locator("#niveau").selectOption("CAP_BEP");
    cliquer(page, page.locator("#inscrire-personne"));
    assertThat(page.locator("h1").innerText()).isEqualTo("Camille Essai-" + marque);
    page.locator("#critere").selectOption("DELD");
    page.locator("#decision").selectOption("ELIGIBLE");
    page.locator("#dateEntree").fill(JOUR.withDayOfYear(1).toString());
    page.locator("#preuve").fill("Attestation de moins de trois mois (fiction)");
    page.locator("#preuveVueLe").fill(JOUR.withDayOfYear(1).toString());
    cliquer(page, page.locator("#decider"));
    assertThat(page.locator("main table tbody tr").innerText()).contains("Éligible");
  }

  /**
   * Les heures dues de l'année, tous maîtres d'ouvrage, telles que le centre les lit ; zéro quand
   * l'année est vide.
   */
  private static BigDecimal consolidees() throws SQLException {
    recalculer();
    var page = Navigateur.connecte("central");
    try (var _ = page.context()) {
      page.navigate("/consolidation?annee=" + JOUR.getYear());
      var cellule = page.locator("tfoot td[data-c=\"Dues par les engagements de l'année\"]");
      if (cellule.count() == 0) {
        return BigDecimal.ZERO;
      }
      assertThat(page.locator(".titre").innerText()).contains("Arrêté au").doesNotContain("écart");
      return new BigDecimal(cellule.innerText().replaceAll("[^0-9,]", "").replace(',', '.'));
    }
  }

  /**
   * Sans attendre le quart d'heure : la vérification des cumuls passe maintenant, et le mois est
   * arrêté comme s'il était fini.
   */
  private static void recalculer() throws SQLException {
    try (var c = PileDeTest.pile().postgres().connexionSuperutilisateur();
        var ordre = c.createStatement()) {
      Arrete.maintenant(c);
      ordre.execute(
          "update plateforme.tache set prochaine = now(), finie_le = null where nom ="
              + " 'consolidation-verification'");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                try (var r =
                    ordre.executeQuery(
                        "select finie_le is not null and faute is null from plateforme.tache where"
                            + " nom = 'consolidation-verification'")) {
                  return r.next() && r.getBoolean(1);
                }
              });
    }
  }

  private static String prochaine(Page page) {
    return page.locator(
            "section",
            new Page.LocatorOptions()
                .setHas(
                    page.locator("h2", new Page.LocatorOptions().setHasText("Prochaine action"))))
        .innerText();
  }

  private static String engagement(Page page) {
    return page.locator("table", new Page.LocatorOptions().setHasText("Engagements par lot"))
        .innerText();
  }

  private static String message(Page page) {
    return page.locator(".avis.ok").innerText();
  }

  private static void lien(Page page, String texte) {
    cliquer(page, page.locator("main a", new Page.LocatorOptions().setHasText(texte)).first());
  }

  /** Clique, et attend la page suivante : la même adresse peut revenir après un envoi. */
  private static void cliquer(Page page, Locator quoi) {
    var arrivee = new AtomicBoolean();
    Consumer<Frame> ecoute = cadre -> arrivee.compareAndSet(false, cadre == page.mainFrame());
    page.onFrameNavigated(ecoute);
    quoi.click();
    page.waitForCondition(arrivee::get);
    page.offFrameNavigated(ecoute);
    page.waitForLoadState();
  }

  private static byte[] fichier(String siret, String numero, String objet) {
    var jour = JOUR.withDayOfYear(1);
    return ("{\"marches\":{\"marche\":[{\"id\":\""
            + numero
            + "\",\"acheteur\":{\"id\":\""
            + siret
            + "\"},\"nature\":\"Marché\",\"objet\":\""
            + objet
            + "\",\"codeCPV\":\"45442100\",\"procedure\":\"Procédure"
            + " adaptée\",\"dureeMois\":24,\"dateNotification\":\""
            + jour
            + "\",\"datePublicationDonnees\":\""
            + jour
            + "\",\"montant\":300000,\"formePrix\":\"Forfaitaire\",\"titulaires\":[{\"titulaire\":{\"typeIdentifiant\":\"SIRET\",\"id\":\"99999999800019\"}}],\"considerationsSociales\":{\"considerationSociale\":[\"Clause"
            + " sociale\"]}}]}}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
