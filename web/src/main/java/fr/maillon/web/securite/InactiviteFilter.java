package fr.maillon.web.securite;

import fr.maillon.isolation.Identite;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Un poste laissé ouvert se ferme. Liberty ne le fait pas de lui-même pour une connexion OpenID (sa session peut finir sans que la
 * connexion finisse) : la dernière activité est dans un cookie signé, sans rien garder sur le serveur.
 */
public class InactiviteFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  static final String COOKIE = "MaillonActivite";
  private static final String USAGE = "activite";

  @Inject transient Secret secret;
  @Inject transient Clock horloge;
  /** En minutes ; de 5 minutes à une journée de travail. */
  @Inject @ConfigProperty(name = "maillon.inactivite", defaultValue = "30") int minutes;

  @Override
  protected void doFilter(HttpServletRequest requete, HttpServletResponse reponse, FilterChain suite) throws IOException, ServletException {
    // Une feuille de style n'est pas une activité, et ne doit porter aucun cookie : elle se garde.
    var chemin = requete.getServletPath();
    var identite = chemin.equals("/ressources") || chemin.equals("/theme") || chemin.equals("/favicon.ico") || chemin.equals("/deconnecte")
        ? Optional.<Identite>empty() : Connexion.identite(requete);
    if (identite.isEmpty()) {
      suite.doFilter(requete, reponse);
      return;
    }
    // Le jeton d'identité change à chaque connexion : un cookie d'une connexion passée ne dit rien de celle-ci.
    var connexion = identite.get().id() + "~" + Integer.toHexString(Connexion.idToken(requete).orElse("").hashCode());
    var maintenant = horloge.instant();
    if (perimee(Cookies.lire(requete, COOKIE).orElse(null), connexion, maintenant)) {
      Depart.partir(requete, reponse, true);
      return;
    }
    reponse.addCookie(Cookies.creer(requete, COOKIE, tracer(connexion, maintenant), -1));
    suite.doFilter(requete, reponse);
  }

  String tracer(String connexion, Instant quand) {
    return quand.getEpochSecond() + "~" + secret.signer(USAGE, connexion + "~" + quand.getEpochSecond());
  }

  boolean perimee(String cookie, String connexion, Instant maintenant) {
    if (cookie == null || !cookie.matches("[0-9]{1,12}~[A-Za-z0-9_-]+")) {
      return false;
    }
    int milieu = cookie.indexOf('~');
    var quand = cookie.substring(0, milieu);
    return secret.verifie(USAGE, connexion + "~" + quand, cookie.substring(milieu + 1))
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(quand)), maintenant).compareTo(Duration.ofMinutes(minutes)) > 0;
  }
}
