package fr.maillon.web.tracabilite;

import fr.maillon.isolation.TenantContext;
import fr.maillon.tracabilite.ExporterJournal;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Le journal, à emporter dans un tableur. */
@WebServlet("/interne/journal")
public class JournalCsvServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient ExporterJournal exporter;
  @Inject transient FiltreDuJournal filtre;
  @Inject transient TenantContext contexte;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var voulu = filtre.lire();
    exporter.commencer(voulu);
    reponse.setContentType("text/csv; charset=UTF-8");
    reponse.setHeader(
        "Content-Disposition",
        "attachment; filename=\"journal-" + contexte.espace().code() + ".csv\"");
    exporter.ecrire(voulu, reponse.getOutputStream());
  }
}
