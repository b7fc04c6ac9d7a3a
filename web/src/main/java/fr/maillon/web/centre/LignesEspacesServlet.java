package fr.maillon.web.centre;

import fr.maillon.ouverture.SuivreEspaces;
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

  @Inject transient SuivreEspaces suivre;
  @Inject transient Chemin chemin;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    reponse.setContentType("text/csv; charset=UTF-8");
    var id = chemin.uuid("id");
    suivre.consulter(id);
    reponse.setHeader("Content-Disposition", "attachment; filename=\"espaces-" + id + ".csv\"");
    suivre.csv(id, reponse.getOutputStream());
  }
}
