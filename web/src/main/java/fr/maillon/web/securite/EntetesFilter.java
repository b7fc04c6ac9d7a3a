package fr.maillon.web.securite;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/** Les en-têtes de toute réponse, page d'erreur comprise. */
public class EntetesFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** Par émetteur : il n'y en a qu'un par installation. */
  private final transient ConcurrentHashMap<String, String> politiques = new ConcurrentHashMap<>();

  @Override
  protected void doFilter(
      HttpServletRequest requete, HttpServletResponse reponse, FilterChain suite)
      throws IOException, ServletException {
    // Un formulaire peut finir chez Keycloak (déconnexion, session passée) : les navigateurs
    // suivent form-action à travers les redirections.
    reponse.setHeader(
        "Content-Security-Policy",
        politiques.computeIfAbsent(
            Connexion.emetteur(requete).orElse(""), e -> politique(e.isEmpty() ? "" : origine(e))));
    reponse.setHeader("X-Content-Type-Options", "nosniff");
    reponse.setHeader("Referrer-Policy", "same-origin");
    reponse.setHeader(
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()");
    reponse.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    reponse.setHeader("X-Frame-Options", "DENY");
    reponse.setHeader("Cache-Control", "no-store");
    reponse.setLocale(Locale.FRENCH);
    suite.doFilter(requete, reponse);
  }

  static String politique(String keycloak) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
        + " 'self'; connect-src 'self'; form-action 'self'"
        + (keycloak.isEmpty() ? "" : " " + keycloak)
        + "; frame-ancestors 'none'; base-uri 'none'";
  }

  static String origine(String adresse) {
    var uri = URI.create(adresse);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
