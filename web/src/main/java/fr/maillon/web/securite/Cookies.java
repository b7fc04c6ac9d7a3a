package fr.maillon.web.securite;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Nos cookies : jamais lisibles par un script, jamais envoyés par un autre site, chiffrés en route
 * dès que la page l'est.
 */
public final class Cookies {
  private Cookies() {}

  public static Optional<String> lire(HttpServletRequest requete, String nom) {
    var tous = requete.getCookies();
    return tous == null
        ? Optional.empty()
        : Arrays.stream(tous)
            .filter(c -> c.getName().equals(nom))
            .map(Cookie::getValue)
            .findFirst();
  }

  /**
   * @param duree en secondes ; négative : jusqu'à la fermeture du navigateur
   */
  public static Cookie creer(HttpServletRequest requete, String nom, String valeur, int duree) {
    var cookie = new Cookie(nom, valeur);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(requete.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    cookie.setMaxAge(duree);
    return cookie;
  }

  public static Cookie efface(HttpServletRequest requete, String nom) {
    return creer(requete, nom, "", 0);
  }
}
