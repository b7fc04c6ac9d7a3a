package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.maillon.infra.ServerStack;
import fr.maillon.infra.fiction.Sirets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * La vie entière d'un espace, cliquée par ceux qui la font : ouvert, peuplé, mis sous convention,
 * travaillé, sorti, repris ailleurs, fermé, effacé. Le délai d'effacement est le seul fait que
 * l'essai avance, en base.
 */
@Chiffres
class ParcoursVieDUnEspaceIT {
  private static final LocalDate JOUR = LocalDate.now(ZoneId.of("Europe/Paris"));
  private static final String MOT_DE_PASSE = "Un-mot-de-passe-2026";
  private static final int PATIENCE_MS = 120_000;
  private static final AtomicLong NUMERO =
      new AtomicLong(ThreadLocalRandom.current().nextLong(10_000_000));

  private final String marque = UUID.randomUUID().toString().substring(0, 8);
  private final String courriel = "rose." + marque + "@maillon.example";
  private final String ancien = "Ville de Rivage " + marque;
  private final String nouveau = "Ville de Rivage-Neuf " + marque;
  private final ServerStack pile = PileDeTest.pile();

  @Test
  void deLOuvertureALEffacement() throws Exception {
    String id;
    String code;
    try (var central = Navigateur.connecte("central").context()) {
      id = ouvrir(central, ancien);
      code = lire("select code from plateforme.maitre_ouvrage where id = '" + id + "'");
    }
    try (var rose = premiereConnexion()) {
      peupler(rose, code);
      try (var central = Navigateur.connecte("central").context()) {
        mettreSousConvention(central, code);
      }
      try (var coordination = Navigateur.connecte("coordinateur").context()) {
        affecter(coordination);
      }
      demanderAssistance(rose, code);
      try (var facilitateur = Navigateur.connecte("facilitateur1").context()) {
        prendreEnCharge(facilitateur);
      }
      var archive = sortir(rose, code);
      String repris;
      try (var central = Navigateur.connecte("central").context()) {
        repris = ouvrir(central, nouveau);
        var codeRepris =
            lire("select code from plateforme.maitre_ouvrage where id = '" + repris + "'");
        accepter(rose);
        attendre(
            () ->
                lire("select count(*) from plateforme.adhesion where maitre_ouvrage_id = '"
                        + repris
                        + "'")
                    .equals("1"));
        reprendre(rose, codeRepris, archive);
        assertThat(comptes(repris)).as("les mêmes lignes dans chaque table").isEqualTo(comptes(id));
        fermerEtEffacer(central, id);
      }
      var page = rose.pages().getFirst();
      assertThat(page.navigate("/m/" + code).status()).as("l'espace n'est plus").isEqualTo(404);
      page.navigate(
          "/m/"
              + lire("select code from plateforme.maitre_ouvrage where id = '" + repris + "'")
              + "/marches");
      assertThat(page.locator("main").innerText()).contains("Toiture " + marque);
    }
    assertThat(lire("select count(*) from plateforme.maitre_ouvrage where id = '" + id + "'"))
        .isEqualTo("0");
    assertThat(traces(id)).as("aucune table ne le nomme plus, hors son certificat").isEmpty();
  }

  private String ouvrir(BrowserContext central, String nom) {
    var page = central.pages().getFirst();
    page.navigate("/centre/espaces/nouveau");
    page.locator("#nom").fill(nom);
    page.locator("#sirets").fill(siret());
    page.locator("#administrateurNom").fill("Rose Delmas");
    page.locator("#administrateurCourriel").fill(courriel);
    cliquer(page, page.locator("#ouvrir"));
    page.waitForURL(Pattern.compile(".*/centre/espaces/[0-9a-f-]{36}.*"));
    assertThat(page.locator("h1").innerText()).contains(nom);
    assertThat(page.locator("main").innerText()).contains("Rose Delmas");
    return page.url().replaceAll(".*/centre/espaces/([0-9a-f-]{36}).*", "$1");
  }

  /** Du courriel reçu à l'espace : le lien, un mot de passe, la première page. */
  private BrowserContext premiereConnexion() {
    var lien = new String[1];
    attendre(
        () -> {
          pile.courrier()
              .recus(courriel)
              .forEach(
                  m -> {
                    var trouve =
                        Pattern.compile("https?://\\S+/invitation/lien\\?cle=\\S+")
                            .matcher(m.texte());
                    if (trouve.find()) {
                      lien[0] = trouve.group();
                    }
                  });
          return lien[0] != null;
        });
    assertThat(pile.courrier().recus(courriel)).anyMatch(m -> m.texte().contains(ancien));
    var contexte = Navigateur.contexte();
    Navigateur.premiereConnexion(contexte, lien[0], courriel, MOT_DE_PASSE);
    return contexte;
  }

  /** Rose a déjà un compte : son second lien ne l'ouvre à l'autre espace que si elle l'accepte. */
  private void accepter(BrowserContext rose) {
    var page = rose.pages().getFirst();
    page.navigate(Invite.lien(pile, courriel, 2));
    page.locator("a[href='/invitation/accepter']").click();
    cliquer(page, page.locator("#accepter"));
  }

  private void peupler(BrowserContext rose, String code) {
    var page = rose.pages().getFirst();
    var dejaRecus = Invite.liens(pile, "agent-chu-caen@maillon.example").size();
    page.navigate("/m/" + code + "/administration/personnes/inviter");
    page.locator("#nom").fill("Agent Caen");
    page.locator("#courriel").fill("agent-chu-caen@maillon.example");
    page.locator("#droit").selectOption("ACHETEUR");
    cliquer(page, page.locator("#envoyer"));
    Invite.accepter(
        pile,
        pile.jeton("agent-chu-caen"),
        Invite.cle(Invite.lien(pile, "agent-chu-caen@maillon.example", dejaRecus + 1)));
    attendre(
        () -> {
          page.navigate("/m/" + code + "/administration/personnes");
          return page.locator("section[aria-label=\"Personnes de l'espace\"]")
              .innerText()
              .contains("Agent Caen");
        });
  }

  private void mettreSousConvention(BrowserContext central, String code) {
    var page = central.pages().getFirst();
    page.navigate("/centre/conventions/nouvelle");
    page.locator("#maitreOuvrage").fill(code);
    page.locator("#structureId").selectOption("nouvelle");
    page.locator("#structureNom").fill("Maison de l'emploi de Rivage " + marque);
    page.locator("#du").fill(JOUR.toString());
    page.locator("#au").fill(JOUR.plusYears(1).toString());
    cliquer(page, page.locator("#signer"));
    assertThat(page.locator("main").innerText()).contains(ancien);
  }

  private void affecter(BrowserContext coordination) {
    var page = coordination.pages().getFirst();
    page.navigate("/equipe/affectations?texte=" + marque);
    cliquer(page, page.locator("main table tbody a").first());
    page.locator("#facilitateurId")
        .selectOption(
            page.locator(
                    "#facilitateurId option",
                    new Page.LocatorOptions().setHasText("Facilitateur Premier"))
                .getAttribute("value"));
    cliquer(page, page.locator("#affecter"));
    assertThat(page.locator("main").innerText()).contains("Facilitateur Premier");
  }

  private void demanderAssistance(BrowserContext rose, String code) {
    var page = rose.pages().getFirst();
    page.navigate("/m/" + code + "/marches/nouveau");
    page.locator("#numero").fill("TOIT-" + marque);
    page.locator("#objet").fill("Toiture " + marque);
    page.locator("#montantHt").fill("480000");
    page.locator("#dureeMois").fill("12");
    cliquer(page, page.locator("#marche [type=submit]"));
    assertThat(page.locator("h1").innerText()).isEqualTo("Toiture " + marque);
    cliquer(
        page,
        page.locator("main a", new Page.LocatorOptions().setHasText("Demander une assistance"))
            .first());
    page.locator("#service").selectOption("CALIBRAGE");
    page.locator("#besoin").fill("Calculer les heures de la toiture.");
    page.locator("#dateSouhaitee").fill(JOUR.plusDays(60).toString());
    cliquer(page, page.locator("#envoyer"));
    page.waitForURL("**/demandes/*");
  }

  private void prendreEnCharge(BrowserContext facilitateur) {
    var page = facilitateur.pages().getFirst();
    page.navigate("/portefeuille?texte=" + marque);
    cliquer(
        page,
        page.locator("main tr", new Page.LocatorOptions().setHasText("Toiture " + marque))
            .locator("a")
            .first());
    cliquer(page, page.locator("#prendre"));
    assertThat(page.locator("main").innerText()).contains("à vous d'agir");
  }

  private Path sortir(BrowserContext rose, String code) throws Exception {
    var page = rose.pages().getFirst();
    page.navigate("/m/" + code + "/administration/exports");
    cliquer(page, page.locator("#demande [type=submit]"));
    var lien = page.locator("a", new Page.LocatorOptions().setHasText("Télécharger"));
    attendre(
        () -> {
          page.navigate("/m/" + code + "/administration/exports");
          return lien.count() > 0;
        });
    var fichier = Files.createTempFile("archive-" + marque, ".zip");
    page.waitForDownload(lien::click).saveAs(fichier);
    assertThat(Files.size(fichier)).isPositive();
    return fichier;
  }

  private void reprendre(BrowserContext rose, String code, Path archive) {
    var page = rose.pages().getFirst();
    page.navigate("/m/" + code + "/administration/reprise");
    page.locator("#fichier").setInputFiles(archive);
    cliquer(page, page.locator("#depot [type=submit]"));
    attendre(
        () -> {
          page.navigate("/m/" + code + "/administration/reprise");
          return "FINI".equals(page.locator("#suivi").getAttribute("data-etat"));
        });
    assertThat(page.locator("#suivi table").innerText())
        .contains("ville-de-rivage-" + marque, "Reprise")
        .doesNotContain("Échec");
  }

  private void fermerEtEffacer(BrowserContext central, String id) throws SQLException {
    var page = central.pages().getFirst();
    page.navigate("/centre/espaces/" + id);
    page.locator("#fermeture summary").click();
    page.locator("#nomRecopie").fill(ancien);
    page.locator("#motifFermeture").fill("Fin de l'essai " + marque);
    cliquer(page, page.locator("#fermer"));
    assertThat(page.locator("#annuler").count()).as("la fermeture s'annule encore").isEqualTo(1);
    faire(
        "update plateforme.maitre_ouvrage set effacable_le = current_date where id = '" + id + "'");
    faire("update plateforme.tache set prochaine = now() where nom = 'effacement'");
    attendre(
        () -> {
          page.navigate("/centre/certificats");
          return page.locator("main").innerText().contains(ancien);
        });
  }

  // --- ce que la base en dit

  private String comptes(String espace) {
    return lire(
        "select string_agg(t.n || '=' || x.n, ' ' order by t.n) from (select c.oid::regclass::text"
            + " as n from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_namespace s"
            + " on s.oid = c.relnamespace where c.relkind = 'r' and s.nspname in ('metier',"
            + " 'consolide') and a.attname = 'tenant_id') t, lateral (select"
            + " (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || t.n || ' where"
            + " tenant_id = ''"
            + espace
            + "''', false, true, '')))[1]::text as n) x");
  }

  /** Les tables dont une ligne, lue comme un texte, nomme encore l'espace. */
  private List<String> traces(String espace) throws SQLException {
    var traces = new java.util.ArrayList<String>();
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      var tables = new java.util.ArrayList<String>();
      try (var r =
          i.executeQuery(
              "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid ="
                  + " c.relnamespace where c.relkind in ('r', 'p') and n.nspname in ('metier',"
                  + " 'equipe', 'plateforme', 'consolide')")) {
        while (r.next()) {
          tables.add(r.getString(1));
        }
      }
      assertThat(tables).hasSizeGreaterThan(30);
      for (var table : tables) {
        try (var r =
            i.executeQuery(
                "select count(*) from " + table + " t where t::text like '%" + espace + "%'")) {
          r.next();
          // la lignée reste dans la reprise de l'autre espace : c'est elle qui dit d'où viennent
          // ses lignes
          if (r.getInt(1) > 0
              && !table.startsWith("plateforme.certificat")
              && !table.startsWith("plateforme.reprise")) {
            traces.add(table + " " + r.getInt(1));
          }
        }
      }
    }
    return traces;
  }

  private String lire(String requete) {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement();
        var r = i.executeQuery(requete)) {
      r.next();
      return r.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void faire(String ordre) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      i.execute(ordre);
    }
  }

  /**
   * Un SIRET d'essai : juste par ses deux clés, sans entreprise connue, jamais deux fois le même.
   */
  static String siret() {
    return Sirets.essai(NUMERO.getAndIncrement());
  }

  private static void attendre(Callable<Boolean> fait) {
    await()
        .atMost(PATIENCE_MS, TimeUnit.MILLISECONDS)
        .pollInterval(500, TimeUnit.MILLISECONDS)
        .until(fait);
  }

  /** Clique, et attend la page suivante : la même adresse peut revenir après un envoi. */
  static void cliquer(Page page, Locator quoi) {
    var arrivee = new AtomicBoolean();
    Consumer<Frame> ecoute = cadre -> arrivee.compareAndSet(false, cadre == page.mainFrame());
    page.onFrameNavigated(ecoute);
    quoi.click();
    page.waitForCondition(arrivee::get);
    page.offFrameNavigated(ecoute);
    page.waitForLoadState();
  }
}
