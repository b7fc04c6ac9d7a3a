package fr.maillon.web.decp;

import fr.maillon.importdecp.CsvDesLignes;
import fr.maillon.web.Chemin;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Les lignes d'un import, à emporter dans un tableur. */
@WebServlet("/interne/lignes-import")
public class LignesCsvServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient CsvDesLignes csv;
  @Inject transient Chemin chemin;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var id = chemin.uuid("id");
    csv.commencer(id);
    reponse.setContentType("text/csv; charset=UTF-8");
    reponse.setHeader("Content-Disposition", "attachment; filename=\"import-" + id + ".csv\"");
    csv.ecrire(id, reponse.getOutputStream());
  }
}
