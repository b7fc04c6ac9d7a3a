package fr.maillon.web.securite;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Ferme tout ce qui est ouvert : la connexion ici, puis celle de Keycloak, qui ramène à une page
 * publique.
 */
public final class Deconnexion {
  private Deconnexion() {}

  public static void partir(
      HttpServletRequest requete, HttpServletResponse reponse, boolean inactif)
      throws IOException, ServletException {
    var retour = "/deconnecte" + (inactif ? "?inactif" : "");
    var idToken = Connexion.idToken(requete);
    var emetteur = Connexion.emetteur(requete);
    requete.logout();
    var session = requete.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    reponse.addCookie(Cookies.efface(requete, InactiviteFilter.COOKIE));
    reponse.addCookie(Cookies.efface(requete, Preuve.COOKIE));
    if (idToken.isEmpty() || emetteur.isEmpty()) {
      reponse.sendRedirect(retour);
      return;
    }
    var ici = requete.getScheme() + "://" + requete.getHeader("Host");
    reponse.sendRedirect(
        emetteur.get()
            + "/protocol/openid-connect/logout?id_token_hint="
            + encode(idToken.get())
            + "&post_logout_redirect_uri="
            + encode(ici + retour));
  }

  private static String encode(String texte) {
    return URLEncoder.encode(texte, StandardCharsets.UTF_8);
  }
}
