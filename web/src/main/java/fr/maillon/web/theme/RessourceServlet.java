package fr.maillon.web.theme;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sert les fichiers de {@link Ressources}. */
@WebServlet(urlPatterns = {"/ressources/*", "/favicon.ico"})
public class RessourceServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  static final String POUR_TOUJOURS = "public, max-age=31536000, immutable";

  @Inject transient Ressources ressources;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var chemin = requete.getPathInfo() == null ? "/-/icone.svg" : requete.getPathInfo();
    int milieu = chemin.indexOf('/', 1);
    var fichier = milieu < 0 ? null : ressources.fichier(chemin.substring(milieu + 1));
    if (fichier == null) {
      reponse.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    boolean actuel = ressources.actuelle(chemin.substring(1, milieu));
    reponse.setHeader("Cache-Control", actuel ? POUR_TOUJOURS : "public, max-age=300");
    reponse.setContentType(fichier.type());
    var accepte = requete.getHeader("Accept-Encoding");
    byte[] corps = fichier.brut();
    if (fichier.comprime() != null) {
      reponse.setHeader("Vary", "Accept-Encoding");
      if (accepte != null && accepte.contains("gzip")) {
        reponse.setHeader("Content-Encoding", "gzip");
        corps = fichier.comprime();
      }
    }
    reponse.setContentLength(corps.length);
    reponse.getOutputStream().write(corps);
  }
}
