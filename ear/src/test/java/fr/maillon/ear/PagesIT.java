package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Le cadre de toutes les pages, dans un vrai navigateur : arriver, voir, aller, écrire au bon
 * endroit, partir.
 */
class PagesIT {
  private static final int HTML = 30 * 1024;
  private static final int PREMIERE_VISITE = 150 * 1024;

  @ParameterizedTest
  @CsvSource({
    "agent-aix-marseille, /m/aix-marseille,"
        + " /m/aix-marseille|/m/aix-marseille/marches|/m/aix-marseille/imports|/m/aix-marseille/demandes|/m/aix-marseille/clauses|/m/aix-marseille/execution",
    "agent-deux-espaces, /espaces, /espaces|/espaces?q=zzz|/m/lyon|/m/ugap",
    "facilitateur1, /portefeuille,"
        + " /portefeuille|/portefeuille/maitres-ouvrage|/portefeuille/maitres-ouvrage?q=zzz|/portefeuille/filtres|/portefeuille/filtres/nouveau?quiAgit=MOI|/espaces?vers=demandes|/equipe/participants|/equipe/grilles|/m/archipel-habitat",
    "coordinateur, /portefeuille,"
        + " /portefeuille|/portefeuille/maitres-ouvrage?tri=-dues|/espaces?tri=travail|/equipe/grilles",
    "central, /consolidation,"
        + " /consolidation|/espaces|/aide|/aide/agent|/aide/administrateur|/aide/facilitateur|/aide/coordinateur|/aide/central|/accessibilite|/absente|/portefeuille"
  })
  void chacunArriveChezLuiSurDesPagesSansDefaut(String compte, String arrivee, String pages) {
    var page = Navigateur.connecte(compte);
    try (var _ = page.context()) {
      assertThat(URI.create(page.url()).getPath()).isEqualTo(arrivee);
      var console = ecouter(page);
      var defauts = new ArrayList<String>();
      for (var adresse : pages.split("\\|")) {
        var reponse = page.navigate(adresse);
        assertThat(reponse.body().length).as("poids de " + adresse).isLessThanOrEqualTo(HTML);
        assertThat(page.title()).as("titre de " + adresse).endsWith(" · Maillon");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("fr");
        assertThat(page.locator("h1"))
            .as("titres de " + adresse)
            .satisfies(h -> assertThat(h.count()).isEqualTo(1));
        for (int largeur : new int[] {1280, 360}) {
          page.setViewportSize(largeur, 900);
          defauts.addAll(Navigateur.defauts(page));
          assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
              .as(adresse + " tient en " + largeur + " px")
              .isEqualTo(true);
        }
        page.setViewportSize(1280, 900);
      }
      assertThat(defauts).isEmpty();
      assertThat(console).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "agent-aix-marseille, /m/lyon, 404",
    "agent-aix-marseille, /m/absent-partout, 404",
    "agent-aix-marseille, /portefeuille, 403",
    "agent-aix-marseille, /equipe/participants, 403",
    "agent-aix-marseille, /consolidation, 403",
    "facilitateur2, /m/chu-caen, 404",
    "facilitateur1, /consolidation, 403",
    "central, /m/aix-marseille, 404",
    "central, /portefeuille, 403",
    "coordinateur, /vues/bascule/espaces.xhtml, 404",
    "coordinateur, /interne/accueil, 404",
    "agent-aix-marseille, /m/aix-marseille/marches/pas-un-identifiant, 404"
  })
  void ceQuiNEstPasOuvertNeSOuvrePas(String compte, String adresse, int statut) {
    var page = Navigateur.connecte(compte);
    try (var _ = page.context()) {
      var reponse = page.navigate(adresse);
      assertThat(reponse.status()).isEqualTo(statut);
      assertThat(page.locator("main h1").innerText()).isNotBlank();
      assertThat(page.content()).doesNotContain("Exception", "at fr.maillon", "SRVE");
      entetes(reponse);
    }
  }

  @Test
  void toutesLesReponsesPortentLesEntetes() {
    var page = Navigateur.connecte("agent-aix-marseille");
    try (var _ = page.context()) {
      var reponse = page.navigate("/m/aix-marseille");
      entetes(reponse);
      assertThat(reponse.headers().get("cache-control")).contains("no-store");
      var feuille =
          page.request()
              .get(
                  (String)
                      page.evaluate(
                          "[...document.styleSheets].map(s => s.href).find(h =>"
                              + " h.endsWith('maillon.css'))"));
      assertThat(feuille.headers().get("cache-control"))
          .isEqualTo("public, max-age=31536000, immutable");
      assertThat(feuille.headers()).doesNotContainKey("set-cookie");
      assertThat(page.context().cookies())
          .filteredOn(
              c ->
                  c.name.toLowerCase(Locale.ROOT).startsWith("maillon")
                      && c.domain.equals("localhost"))
          .allSatisfy(c -> assertThat(c.httpOnly).as(c.name).isTrue());
    }
  }

  @Test
  void leDedansDeLArchiveNeSeLitPas() {
    var page = Navigateur.connecte("coordinateur");
    try (var _ = page.context()) {
      for (var adresse :
          List.of("/WEB-INF/web.xml", "/WEB-INF/modeles/base.xhtml", "/META-INF/MANIFEST.MF")) {
        assertThat(page.navigate(adresse).status()).as(adresse).isEqualTo(404);
      }
    }
  }

  /** La nuit, chaque page est sombre et axe n'y trouve rien non plus, contrastes compris. */
  @ParameterizedTest
  @CsvSource({
    "agent-lyon,"
        + " /m/lyon|/m/lyon/marches/nouveau|/m/lyon/imports|/m/lyon/execution|/m/lyon/administration/journal",
    "facilitateur1,"
        + " /portefeuille?service=CALIBRAGE|/equipe/participants|/portefeuille/maitres-ouvrage",
    "central,"
        + " /consolidation|/centre/espaces|/centre/espaces/nouveau|/centre/conventions/nouvelle|/centre/parametres"
  })
  void laNuitToutSeLit(String compte, String pages) {
    var page = Navigateur.connecte(compte);
    try (var _ = page.context()) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      var defauts = new ArrayList<String>();
      for (var adresse : pages.split("\\|")) {
        page.navigate(adresse);
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
            .as(adresse)
            .isEqualTo("rgb(18, 21, 27)");
        defauts.addAll(Navigateur.defauts(page));
      }
      assertThat(defauts).isEmpty();
    }
  }

  /**
   * Couleurs forcées, impression, 360 px : l'onglet ouvert se distingue, le papier n'a pas de
   * bouton, la liste vient avant ses filtres.
   */
  @Test
  void autrementVuesLesPagesRestentLisibles() {
    var page = Navigateur.connecte("agent-lyon");
    try (var _ = page.context()) {
      var journal = "/m/lyon/administration/journal?titre=AGENT&nature=&page=1";
      page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
      page.navigate(journal);
      assertThat(
              (List<?>)
                  page.evaluate(
                      "[...document.querySelectorAll('.sections a')].filter(a =>"
                          + " getComputedStyle(a).borderBottomColor !=="
                          + " getComputedStyle(document.body).backgroundColor).map(a =>"
                          + " a.getAttribute('aria-current'))"))
          .hasSize(1)
          .doesNotContainNull();
      page.emulateMedia(
          new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE).setMedia(Media.PRINT));
      assertThat(
              page.locator(":is(button, .bouton, summary, input[type=submit]):not(.espace):visible")
                  .count())
          .isZero();
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));

      var titre = page.locator("form.filtres details.choix > summary").first();
      var replie = page.locator("details.replier > summary");
      assertThat(titre.isVisible()).isTrue();
      assertThat(replie.isVisible()).isFalse();
      assertThat(
              page.evaluate(
                  "(() => { const b = [...document.querySelectorAll('form.filtres"
                      + " button')].pop().getBoundingClientRect(), s ="
                      + " [...document.querySelectorAll('form.filtres details.choix > summary,"
                      + " form.filtres select, form.filtres"
                      + " input[type=date]')].pop().getBoundingClientRect(); return"
                      + " Math.abs(b.bottom - s.bottom) < 2 })()"))
          .as("« Filtrer » sur la ligne du dernier filtre")
          .isEqualTo(true);
      page.setViewportSize(360, 900);
      assertThat(titre.isVisible()).isFalse();
      assertThat(Navigateur.lisible(replie.innerText())).contains("Filtres, 1 actif");
      replie.click();
      assertThat(titre.isVisible()).isTrue();
      assertThat(
              page.evaluate(
                  "(() => { const s = document.querySelector('.sections'); return s.scrollWidth <="
                      + " s.clientWidth || getComputedStyle(s).backgroundImage.includes('gradient')"
                      + " })()"))
          .as("des onglets coupés se signalent")
          .isEqualTo(true);
    }
  }

  private static void entetes(Response reponse) {
    assertThat(reponse.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("content-language", "fr");
    assertThat(reponse.headers().get("content-security-policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
        .doesNotContain("unsafe");
  }

  @Test
  void laPremiereVisiteEstLegereEtLaSecondeNeReprendRien() {
    try (var contexte = Navigateur.contexte()) {
      var page = contexte.newPage();
      var recus = new AtomicLong();
      page.onRequestFinished(
          r -> {
            if (r.url().startsWith(Navigateur.url())) {
              recus.addAndGet(r.sizes().responseBodySize + r.sizes().responseHeadersSize);
            }
          });
      Navigateur.connecter(page, "agent-aix-marseille");
      System.out.println("Première visite : " + recus.get() + " octets reçus de Maillon.");
      assertThat(recus.get()).isBetween(20_000L, (long) PREMIERE_VISITE);
      recus.set(0);
      page.navigate("/m/aix-marseille");
      page.waitForLoadState(LoadState.NETWORKIDLE);
      System.out.println("Seconde visite : " + recus.get() + " octets.");
      assertThat(recus.get()).isLessThan(HTML);
    }
  }

  @Test
  void laCouleurEtLeNomDeLEspaceSontPartout() {
    var page = Navigateur.connecte("agent-deux-espaces");
    try (var contexte = page.context()) {
      page.navigate("/m/lyon");
      var autre = contexte.newPage();
      autre.navigate("/m/ugap");
      page.reload();
      for (var onglet : List.of(page, autre)) {
        var nom = onglet.locator("main h1").innerText();
        assertThat(onglet.title()).contains(nom);
        assertThat(onglet.locator("#bascule > .espace").innerText()).contains(nom);
        assertThat(onglet.url()).contains("/m/");
      }
      assertThat(accent(page)).isNotEqualTo(accent(autre));
    }
  }

  private static Object accent(Page page) {
    return page.evaluate("getComputedStyle(document.querySelector('.entete')).borderTopColor");
  }

  @Test
  void leClavierSuffit() {
    var page = Navigateur.connecte("facilitateur1");
    try (var _ = page.context()) {
      page.navigate("/espaces");
      page.keyboard().press("Tab");
      assertThat(texteActif(page)).isEqualTo("Aller au contenu");
      page.keyboard().press("Enter");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("contenu");

      // le raccourci, d'où que l'on soit ; Échap rend le focus où il était
      page.keyboard().press("Alt+Shift+M");
      assertThat(page.evaluate("document.activeElement.getAttribute('role')"))
          .isEqualTo("combobox");
      page.waitForCondition(() -> page.locator("#bascule [role=option]").count() > 0);
      assertThat(Navigateur.defauts(page)).isEmpty();
      page.keyboard().type("chu de caen");
      page.waitForCondition(() -> page.locator("#bascule [role=option]").count() == 1);
      assertThat(page.locator("#bascule [role=status]").innerText()).isEqualTo("1\u00a0espace");
      assertThat(
              page.locator("#bascule input[role=combobox]").getAttribute("aria-activedescendant"))
          .isEqualTo(page.locator("#bascule [aria-selected=true]").getAttribute("id"));
      page.keyboard().press("Escape");
      assertThat(page.locator("#bascule-volet").isVisible()).isFalse();
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("contenu");

      page.locator("#bascule > button").focus();
      page.keyboard().press("Enter");
      // qui tape vite n'attend pas la liste : Entrée vaut pour la réponse à venir
      page.keyboard().type("caen");
      page.keyboard().press("Enter");
      page.waitForURL("**/m/chu-caen");

      for (int i = 0; i < 30 && !"Marchés".equals(texteActif(page)); i++) {
        page.keyboard().press("Tab");
        assertThat(contour(page)).as("le focus se voit sur " + texteActif(page)).isTrue();
      }
      page.keyboard().press("Enter");
      page.waitForURL("**/m/chu-caen/marches");

      for (int i = 0; i < 30 && page.locator(".compte > summary:focus").count() == 0; i++) {
        page.keyboard().press("Tab");
      }
      page.keyboard().press("Enter");
      assertThat(Navigateur.defauts(page)).isEmpty();
      for (int i = 0; i < 5 && !"Se déconnecter".equals(texteActif(page)); i++) {
        page.keyboard().press("Tab");
      }
      page.keyboard().press("Enter");
      page.waitForURL("**/deconnecte");
    }
  }

  /**
   * La réponse n'arrive qu'après Entrée : elle seule mène, et celle de l'ouverture, plus vieille,
   * ne mène nulle part.
   */
  @Test
  void entreeVautPourLaReponseAVenir() {
    var page = Navigateur.connecte("facilitateur1");
    try (var _ = page.context()) {
      page.navigate("/espaces");
      var retenues = new ArrayList<Route>();
      page.route("**/bascule.json*", retenues::add);
      page.keyboard().press("Alt+Shift+M");
      page.waitForCondition(() -> retenues.size() == 1);
      page.keyboard().type("caen");
      page.keyboard().press("Enter");
      page.waitForCondition(() -> retenues.size() == 2);
      assertThat(retenues.getLast().request().url()).contains("q=caen");
      retenues.getFirst().resume();
      assertThat(page.locator("#bascule [role=option]").count()).isZero();
      assertThat(URI.create(page.url()).getPath()).isEqualTo("/espaces");
      retenues.getLast().resume();
      page.waitForURL("**/m/chu-caen");
    }
  }

  private static Object texteActif(Page page) {
    return page.evaluate("document.activeElement.textContent.trim()");
  }

  private static boolean contour(Page page) {
    return (boolean)
        page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'");
  }

  @Test
  void toutMarcheSansScript() {
    try (var contexte = Navigateur.contexte(false)) {
      var page = Navigateur.connecter(contexte.newPage(), "agent-deux-espaces");
      assertThat(page.url()).endsWith("/espaces");
      page.locator("#bascule > a").click();
      page.waitForURL("**/espaces");
      page.locator("main a[href='/m/lyon']").click();
      page.waitForURL("**/m/lyon");
      page.locator(".compte > summary").click();
      page.locator(".compte button").click();
      page.waitForURL("**/deconnecte");
    }
  }

  @Test
  void unFormulaireAffichePourUnEspaceEtPosteAUnAutreEstRefuse() {
    var page = Navigateur.connecte("agent-deux-espaces");
    try (var _ = page.context()) {
      page.navigate("/m/lyon/marches/nouveau");
      var formulaire = page.locator("main form[method=post]").elementHandle();
      formulaire.evaluate("f => f.action = '/m/ugap/marches/nouveau'");
      var reponse = envoyer(page, formulaire);
      assertThat(reponse.status()).isEqualTo(409);
      assertThat(page.locator("main").innerText())
          .contains("lyon", "ugap", "Rien n'a été enregistré");
      assertThat(Navigateur.defauts(page)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-", "1~m:lyon:x~y", "'20000~m:lyon:00000000-0000-4000-9000-000000000002~AAAA'"})
  void unFormulaireSansMarqueOuAvecUneFausseEstRefuse(String jeton) {
    var page = Navigateur.connecte("agent-deux-espaces");
    try (var _ = page.context()) {
      page.navigate("/m/lyon/marches/nouveau");
      var formulaire = page.locator("main form[method=post]").elementHandle();
      formulaire.evaluate(
          "(f, j) => { const c = f.querySelector('[name=_jeton]'); if (j) c.value = j; else"
              + " c.remove(); }",
          jeton);
      assertThat(envoyer(page, formulaire).status()).isEqualTo(403);
      assertThat(page.locator("main").innerText()).contains("Rien n'a été enregistré");
    }
  }

  @Test
  void leFormulaireDUnAutreCompteEstRefuse() {
    var sien = Navigateur.connecte("agent-lyon");
    String jeton;
    try (var _ = sien.context()) {
      sien.navigate("/m/lyon/marches/nouveau");
      jeton = sien.locator("main form[method=post] [name=_jeton]").inputValue();
    }
    unFormulaireSansMarqueOuAvecUneFausseEstRefuse(jeton);
  }

  @Test
  void uneDemandeVenueDUnAutreSiteEstRefusee() {
    var page = Navigateur.connecte("agent-lyon");
    try (var contexte = page.context()) {
      page.navigate("/m/lyon/marches/nouveau");
      var jeton = page.locator("main form[method=post] [name=_jeton]").inputValue();
      for (var entete :
          List.of(
              new String[] {"Origin", "https://ailleurs.exemple"},
              new String[] {"Sec-Fetch-Site", "cross-site"})) {
        var reponse =
            contexte
                .request()
                .post(
                    "/m/lyon/marches/nouveau",
                    RequestOptions.create()
                        .setHeader(entete[0], entete[1])
                        .setForm(FormData.create().set("_jeton", jeton)));
        assertThat(reponse.status()).as(entete[0]).isEqualTo(403);
        assertThat(reponse.text()).contains("autre site");
      }
    }
  }

  private static Response envoyer(Page page, ElementHandle formulaire) {
    var recue = new AtomicReference<Response>();
    page.onResponse(
        r -> {
          if (r.request().isNavigationRequest() && "POST".equals(r.request().method())) {
            recue.set(r);
          }
        });
    formulaire.evaluate(
        "f => { f.noValidate = true; (f.querySelector('[type=submit]') || f).click(); }");
    page.waitForCondition(() -> recue.get() != null);
    page.waitForLoadState();
    return recue.get();
  }

  @Test
  void partirFermeToutEtLesCookiesGardesNeRouvrentRien() {
    var page = Navigateur.connecte("agent-aix-marseille");
    try (var contexte = page.context()) {
      var gardes =
          contexte.cookies(Navigateur.url()).stream()
              .map(c -> new Cookie(c.name, c.value).setUrl(Navigateur.url()))
              .toList();
      page.locator(".compte > summary").click();
      page.locator(".compte button").click();
      page.waitForURL("**/deconnecte");
      assertThat(page.locator("main h1").innerText()).isEqualTo("Vous êtes déconnecté");
      assertThat(Navigateur.defauts(page)).isEmpty();
      page.navigate("/");
      assertThat(page.locator("#username").isVisible()).isTrue();
      contexte.addCookies(gardes);
      page.navigate("/m/aix-marseille");
      assertThat(page.url())
          .as("un cookie gardé ne rouvre pas la session")
          .doesNotStartWith(Navigateur.url());
    }
  }

  /**
   * Une session prise avant toute connexion, et posée dans le navigateur d'un autre, n'est plus la
   * sienne une fois qu'il s'est connecté.
   */
  @Test
  void uneSessionPlanteeNeSurvitPasALaConnexion() {
    String plantee;
    try (var attaquant = Navigateur.contexte()) {
      attaquant.newPage().navigate("/espaces");
      plantee = session(attaquant);
    }
    try (var contexte = Navigateur.contexte()) {
      contexte.addCookies(List.of(new Cookie("MAILLON_SESSION", plantee).setUrl(Navigateur.url())));
      var page = contexte.newPage();
      page.navigate("/espaces");
      assertThat(session(contexte))
          .as("le serveur a repris la session plantée : sans renouvellement, elle resterait")
          .isEqualTo(plantee);
      Navigateur.repondre(page, "agent-lyon", "demo");
      page.waitForURL("**/espaces");
      assertThat(page.locator(".compte").isVisible()).isTrue();
      assertThat(identifiant(session(contexte))).isNotEqualTo(identifiant(plantee));
      // de page en page, d'un formulaire à l'autre, elle ne change plus
      var sienne = identifiant(session(contexte));
      page.navigate("/m/lyon/marches");
      page.navigate("/m/lyon/marches/nouveau");
      envoyer(page, page.locator("main form[method=post]").elementHandle());
      assertThat(identifiant(session(contexte))).isEqualTo(sienne);
    }
    try (var attaquant = Navigateur.contexte()) {
      attaquant.addCookies(
          List.of(new Cookie("MAILLON_SESSION", plantee).setUrl(Navigateur.url())));
      var page = attaquant.newPage();
      page.navigate("/espaces");
      assertThat(page.locator("#username").isVisible()).isTrue();
    }
  }

  private static String session(com.microsoft.playwright.BrowserContext contexte) {
    return contexte.cookies(Navigateur.url()).stream()
        .filter(c -> c.name.equals("MAILLON_SESSION"))
        .map(c -> c.value)
        .reduce((a, b) -> a + " et " + b)
        .orElse("aucune");
  }

  /** Sans ce que le serveur met autour : la version du cache avant, le nœud après. */
  private static String identifiant(String session) {
    assertThat(session).matches("[0-9]{4}[\\w-]{23}(:.*)?");
    return session.substring(4, 27);
  }

  private static List<String> ecouter(Page page) {
    var console = new ArrayList<String>();
    page.onConsoleMessage(
        m -> {
          if (m.text().contains("Content Security Policy")
              || m.text().contains("Content-Security-Policy")) {
            console.add(page.url() + " : " + m.text());
          }
        });
    page.onPageError(e -> console.add(page.url() + " : " + e));
    return console;
  }
}
