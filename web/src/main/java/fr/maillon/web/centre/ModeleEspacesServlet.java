package fr.maillon.web.centre;

import fr.maillon.importespaces.DeposerEspaces;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Le fichier à remplir pour ouvrir des espaces en nombre. */
@WebServlet("/interne/modele-espaces")
public class ModeleEspacesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    reponse.setContentType("text/csv; charset=UTF-8");
    reponse.setHeader("Content-Disposition", "attachment; filename=\"espaces-modele.csv\"");
    DeposerEspaces.modele(reponse.getOutputStream());
  }
}
