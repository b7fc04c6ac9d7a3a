package fr.maillon.web.centre;

import fr.maillon.ouverture.CsvDesEspaces;
import fr.maillon.web.Chemin;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Le compte rendu d'un fichier d'espaces, ligne à ligne. */
@WebServlet("/interne/lignes-espaces")
public class LignesEspacesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient CsvDesEspaces csv;
  @Inject transient Chemin chemin;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var id = chemin.uuid("id");
    csv.commencer(id);
    reponse.setContentType("text/csv; charset=UTF-8");
    reponse.setHeader("Content-Disposition", "attachment; filename=\"espaces-" + id + ".csv\"");
    csv.ecrire(id, reponse.getOutputStream());
  }
}
