package fr.maillon.web.securite;

import fr.maillon.isolation.Identite;
import fr.maillon.web.EnvoiRetenuServlet;
import fr.maillon.web.PageFilter;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Un poste laissé ouvert se ferme. Liberty ne le fait pas de lui-même pour une connexion OpenID (sa
 * session peut finir sans que la connexion finisse) : la dernière activité est dans un cookie
 * signé, sans rien garder sur le serveur.
 */
public class InactiviteFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  static final String COOKIE = "MaillonActivite";
  private static final String CONNEXION = InactiviteFilter.class.getName();
  private static final String USAGE = "activite";
  private static final Pattern FORME = Pattern.compile("[0-9]{1,12}~[A-Za-z0-9_-]+");

  /**
   * Le cookie dit la dernière activité à une minute près : il n'est pas refait à chaque page, et la
   * fermeture vient une minute plus tard.
   */
  private static final Duration PAS = Duration.ofMinutes(1);

  @Inject transient Secret secret;
  @Inject transient Reprise reprise;
  @Inject transient Clock horloge;

  /** En minutes ; de 5 minutes à une journée de travail. */
  @Inject
  @ConfigProperty(name = "maillon.inactivite", defaultValue = "30")
  int minutes;

  @Override
  protected void doFilter(
      HttpServletRequest requete, HttpServletResponse reponse, FilterChain suite)
      throws IOException, ServletException {
    // Une feuille de style n'est pas une activité, et ne doit porter aucun cookie : elle se garde.
    var chemin = requete.getServletPath();
    var identite =
        chemin.equals("/ressources")
                || chemin.equals("/theme")
                || chemin.equals("/favicon.ico")
                || chemin.equals("/deconnecte")
            ? Optional.<Identite>empty()
            : Connexion.identite(requete);
    if (identite.isEmpty()) {
      suite.doFilter(requete, reponse);
      return;
    }
    var connexion = Connexion.marque(requete);
    var maintenant = horloge.instant();
    var derniere =
        derniereActivite(Cookies.lire(requete, COOKIE).orElse(null), connexion).orElse(null);
    if (derniere != null && perimee(derniere, maintenant)) {
      if ("POST".equals(requete.getMethod())) {
        var adresse = PageFilter.adresse(requete, PageFilter.chemin(requete));
        var envoi = EnvoiRetenuServlet.retenir(requete, reponse, adresse);
        if (envoi.gardee()) {
          reprise.laisser(requete, reponse, adresse, envoi.auteur());
        }
      }
      Deconnexion.partir(requete, reponse, true);
      return;
    }
    renouvelerLaSession(requete, connexion);
    if (derniere == null || !maintenant.isBefore(derniere.plus(PAS))) {
      reponse.addCookie(Cookies.creer(requete, COOKIE, tracer(connexion, maintenant), -1));
    }
    suite.doFilter(requete, reponse);
  }

  /**
   * Une session posée avant la connexion, par un autre peut-être, ne devient pas celle de qui se
   * connecte.
   */
  private static void renouvelerLaSession(HttpServletRequest requete, String connexion) {
    var session = requete.getSession(false);
    if (session == null || connexion.equals(session.getAttribute(CONNEXION))) {
      return;
    }
    if (session.getAttribute(CONNEXION) != null) {
      session.invalidate();
      return;
    }
    requete.changeSessionId();
    session.setAttribute(CONNEXION, connexion);
  }

  String tracer(String connexion, Instant quand) {
    return quand.getEpochSecond()
        + "~"
        + secret.signer(USAGE, connexion + "~" + quand.getEpochSecond());
  }

  /** Rien, si le cookie n'est pas le nôtre ou n'est pas de cette connexion. */
  Optional<Instant> derniereActivite(String cookie, String connexion) {
    if (cookie == null || !FORME.matcher(cookie).matches()) {
      return Optional.empty();
    }
    int milieu = cookie.indexOf('~');
    var quand = cookie.substring(0, milieu);
    return secret.verifie(USAGE, connexion + "~" + quand, cookie.substring(milieu + 1))
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(quand)))
        : Optional.empty();
  }

  boolean perimee(Instant derniere, Instant maintenant) {
    return Duration.between(derniere, maintenant).compareTo(Duration.ofMinutes(minutes).plus(PAS))
        > 0;
  }
}
