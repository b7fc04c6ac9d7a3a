package fr.maillon.web.espace;

import fr.maillon.beneficiaire.ExporterBeneficiaires;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Les bénéficiaires d'une centrale d'achat, à emporter dans un tableur. */
@WebServlet("/interne/beneficiaires")
public class BeneficiairesCsvServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient ExporterBeneficiaires exporter;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    exporter.commencer();
    reponse.setContentType("text/csv; charset=UTF-8");
    reponse.setHeader("Content-Disposition", "attachment; filename=\"beneficiaires.csv\"");
    exporter.ecrire(reponse.getOutputStream());
  }
}
