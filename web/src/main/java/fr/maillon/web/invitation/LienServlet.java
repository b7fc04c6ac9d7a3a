package fr.maillon.web.invitation;

import fr.maillon.web.securite.Cookies;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Le lien du courriel : met son secret à l'abri, puis mène à la page, dont l'adresse ne le porte
 * plus. Ne lit ni n'écrit rien d'autre.
 */
@WebServlet("/interne/lien-invitation")
public class LienServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  static final String COOKIE = "MaillonInvitation";

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var secret = requete.getParameter("cle");
    reponse.setHeader("Referrer-Policy", "no-referrer");
    reponse.addCookie(
        secret != null && secret.matches("[A-Za-z0-9_-]{43}")
            ? Cookies.creer(requete, COOKIE, secret, -1)
            : Cookies.efface(requete, COOKIE));
    reponse.sendRedirect("/invitation");
  }
}
