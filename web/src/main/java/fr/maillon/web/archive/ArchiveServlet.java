package fr.maillon.web.archive;

import fr.maillon.isolation.TenantContext;
import fr.maillon.maitreouvrage.archive.Exports;
import fr.maillon.web.Chemin;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** L'archive, à qui l'a demandée. */
@WebServlet("/interne/archive")
public class ArchiveServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Exports exports;
  @Inject transient TenantContext contexte;
  @Inject transient Chemin chemin;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var export = exports.telecharger(chemin.uuid("id"));
    reponse.setContentType("application/zip");
    reponse.setContentLengthLong(export.octets());
    reponse.setHeader(
        "Content-Disposition",
        "attachment; filename=\"maillon-" + contexte.espace().code() + ".zip\"");
    exports.envoyer(export.id(), reponse.getOutputStream());
  }
}
