package fr.maillon.ear;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Media;
import fr.maillon.infra.Courrier;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Le navigateur de tous les essais : un Chromium par fil, car Playwright ne se partage pas, pour
 * tout le passage ; un contexte neuf par personne. Où il n'y en a pas, on installe celui de Debian
 * si on le peut ; sinon les essais qui en ont besoin sont sautés en disant pourquoi.
 */
public final class Navigateur implements LauncherSessionListener {
  private static final List<Path> CHEMINS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"),
          Path.of("/usr/bin/google-chrome-stable"));
  private static final Pattern LIEN = Pattern.compile("https?://\\S+/invitation/lien\\?cle=\\S+");
  private static final Map<Thread, Browser> NAVIGATEURS = new HashMap<>();
  private static final List<Playwright> PLAYWRIGHTS = new ArrayList<>();
  private static String absence;

  /**
   * L'adresse de l'application essayée : la pile des essais, ou une déjà lancée ({@code
   * -Dmaillon.essai.url}) le temps de mettre au point.
   */
  public static String url() {
    var lancee = System.getProperty("maillon.essai.url");
    return lancee == null ? PileDeTest.pile().urlMaillon() : lancee;
  }

  /** Un contexte neuf : ni cookie, ni connexion. */
  public static BrowserContext contexte() {
    return contexte(true);
  }

  public static BrowserContext contexte(boolean script) {
    return ouvrir()
        .newContext(
            new Browser.NewContextOptions()
                .setLocale("fr-FR")
                .setViewportSize(1280, 900)
                .setJavaScriptEnabled(script)
                .setBaseURL(url()));
  }

  /** Une page où ce compte de démonstration vient de se connecter, là où il arrive. */
  public static Page connecte(String compte) {
    return connecter(contexte().newPage(), compte);
  }

  public static Page connecter(Page page, String compte) {
    page.navigate("/");
    repondre(page, compte, "demo");
    return page;
  }

  /**
   * Répond à Keycloak, mot de passe puis code du téléphone, autant de fois qu'il le demande :
   * jusqu'à une page de Maillon.
   */
  static void repondre(Page page, String compte, String motDePasse) {
    try (var _ = ServerStack.connexion(compte)) {
      for (var essai = 0; essai < 6; essai++) {
        page.waitForLoadState();
        if (page.url().startsWith(url()) && !page.url().contains("/oidcclient/")) {
          return;
        }
        if (page.locator("#otp").count() > 0) {
          page.locator("#otp").fill(PileDeTest.pile().code(compte));
        } else {
          if (page.locator("#username").count() > 0 && page.locator("#username").isEditable()) {
            page.locator("#username").fill(compte);
          }
          page.locator("#password").fill(motDePasse);
        }
        page.locator("#kc-login").click();
      }
      page.waitForURL(adresse -> adresse.startsWith(url()) && !adresse.contains("/oidcclient/"));
    }
  }

  /**
   * De l'invitation à la première page, le courriel pouvant encore être en route ; dans un contexte
   * neuf, à fermer.
   */
  static Page premiereConnexion(String courriel) {
    var courrier = PileDeTest.pile().courrier();
    var fin = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    var lien = lienDInvitation(courrier.recus(courriel));
    while (lien == null && System.nanoTime() < fin) {
      java.util.concurrent.locks.LockSupport.parkNanos(300_000_000L);
      lien = lienDInvitation(courrier.recus(courriel));
    }
    if (lien == null) {
      throw new AssertionError(
          "aucun lien reçu à "
              + courriel
              + " parmi "
              + courrier.recus(courriel).stream().map(Courrier.Recu::sujet).toList());
    }
    return premiereConnexion(contexte(), lien, courriel, "Un-mot-de-passe-2026");
  }

  private static String lienDInvitation(List<Courrier.Recu> recus) {
    return recus.stream()
        .map(m -> LIEN.matcher(m.texte()))
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst()
        .orElse(null);
  }

  /**
   * Le vrai chemin d'une personne invitée : le lien du courriel, un mot de passe, puis la connexion
   * à Maillon.
   */
  static Page premiereConnexion(
      BrowserContext contexte, String lien, String courriel, String motDePasse) {
    var page = contexte.newPage();
    page.navigate(lien);
    page.locator("#motDePasse").fill(motDePasse);
    page.locator("#encore").fill(motDePasse);
    page.locator("#ouvrir").click();
    page.locator("#suite").click();
    page.locator("#username").waitFor();
    if (PileDeTest.pile().secondFacteur()) {
      PileDeTest.pile().enroler(courriel);
    }
    repondre(page, courriel, motDePasse);
    return page;
  }

  /** Un texte de page, ses espaces insécables rendues ordinaires. */
  static String lisible(String texte) {
    return texte.replaceAll("[\\u00a0\\u202f]", " ");
  }

  /**
   * Ce qu'axe trouve sur la page telle qu'elle est, une ligne par défaut. Nos pages n'ont pas de
   * cadre : il la lit d'un trait, sans ouvrir une seconde page pour conclure.
   */
  public static List<String> defauts(Page page) {
    var seulement = new AxeRunOptions();
    seulement.setResultTypes(List.of("violations"));
    return new AxeBuilder(page)
        .setLegacyMode(true).options(seulement).analyze().getViolations().stream()
            .map(
                v ->
                    page.url()
                        + " à "
                        + page.viewportSize().width
                        + " px : "
                        + v.getId()
                        + " "
                        + v.getNodes().stream().map(n -> n.getHtml()).limit(3).toList())
            .toList();
  }

  /**
   * Les tables qui ne tiennent pas dans leur feuille une fois imprimées, sur A4 aux marges
   * ordinaires (703 px), ou qui n'y sont plus des tables ; une page sans table est une faute de
   * l'essai.
   */
  static List<String> horsDuPapier(Page page, String... adresses) {
    var taille = page.viewportSize();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    page.setViewportSize(703, 1000);
    var fautes = new ArrayList<String>();
    for (var adresse : adresses) {
      page.navigate(adresse);
      if (page.locator("main table").count() == 0) {
        fautes.add(adresse + " : aucune table");
      }
      fautes.addAll(
          page.locator("main table").all().stream()
              .filter(
                  t ->
                      (boolean)
                          t.evaluate(
                              "t => getComputedStyle(t).display !== 'table' || t.scrollWidth >"
                                  + " t.parentElement.clientWidth"))
              .map(t -> adresse + " : " + t.innerText())
              .toList());
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    page.setViewportSize(taille.width, taille.height);
    return fautes;
  }

  private static synchronized Browser ouvrir() {
    if (absence != null) {
      Assumptions.abort(absence);
    }
    var navigateur = NAVIGATEURS.get(Thread.currentThread());
    if (navigateur == null) {
      var chemin = trouver();
      if (chemin == null) {
        absence =
            "Aucun navigateur : installez le paquet « chromium » (apt-get install chromium), les"
                + " essais de pages sont sautés.";
        System.out.println(absence);
        Assumptions.abort(absence);
      }
      var playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      PLAYWRIGHTS.add(playwright);
      navigateur =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(chemin)
                      .setArgs(
                          List.of(
                              "--no-sandbox",
                              "--disable-gpu",
                              "--disable-dev-shm-usage",
                              "--disable-background-networking",
                              "--disable-component-update",
                              "--disable-sync",
                              "--no-first-run")));
      NAVIGATEURS.put(Thread.currentThread(), navigateur);
    }
    return navigateur;
  }

  private static Path trouver() {
    var present = CHEMINS.stream().filter(Files::isExecutable).findFirst().orElse(null);
    if (present == null
        && "root".equals(System.getProperty("user.name"))
        && Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      installer();
      return CHEMINS.stream().filter(Files::isExecutable).findFirst().orElse(null);
    }
    return present;
  }

  private static void installer() {
    System.out.println("Aucun navigateur : installation du paquet Debian « chromium »…");
    if (lancer("apt-get", "install", "-y", "--no-install-recommends", "chromium") != 0
        && lancer("apt-get", "update") == 0) {
      lancer("apt-get", "install", "-y", "--no-install-recommends", "chromium");
    }
  }

  private static int lancer(String... commande) {
    try {
      var constructeur =
          new ProcessBuilder(commande)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      constructeur.environment().put("DEBIAN_FRONTEND", "noninteractive");
      var processus = constructeur.start();
      if (!processus.waitFor(10, TimeUnit.MINUTES)) {
        processus.destroyForcibly();
        return -1;
      }
      return processus.exitValue();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    fermer();
  }

  private static synchronized void fermer() {
    PLAYWRIGHTS.forEach(Playwright::close);
    PLAYWRIGHTS.clear();
    NAVIGATEURS.clear();
  }
}
