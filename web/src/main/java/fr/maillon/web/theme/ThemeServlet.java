package fr.maillon.web.theme;

import fr.maillon.maitreouvrage.Couleur;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * La couleur d'un maître d'ouvrage en feuille de style : {@code /theme/1f5f8b.css}. Une page n'a
 * ainsi aucun style en ligne. La même adresse donne toujours la même feuille : elle se garde un an.
 */
@WebServlet("/theme/*")
public class ThemeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var chemin = requete.getPathInfo();
    if (chemin == null || !chemin.matches("/[0-9a-f]{6}\\.css")) {
      reponse.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    var accent = Couleur.lire(chemin.substring(1, 7)).lisible();
    var css =
        (":root{--accent:"
                + accent.hexa()
                + ";--accent-fond:"
                + accent.fond().hexa()
                + "}@media screen and (prefers-color-scheme:dark){:root{--accent:"
                + accent.deNuit().hexa()
                + ";--accent-fond:"
                + accent.fondDeNuit().hexa()
                + "}}")
            .getBytes(StandardCharsets.US_ASCII);
    reponse.setHeader("Cache-Control", RessourceServlet.POUR_TOUJOURS);
    reponse.setContentType("text/css;charset=UTF-8");
    reponse.setContentLength(css.length);
    reponse.getOutputStream().write(css);
  }
}
