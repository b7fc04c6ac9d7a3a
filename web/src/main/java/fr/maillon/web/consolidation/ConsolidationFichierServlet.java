package fr.maillon.web.consolidation;

import fr.maillon.consultationconsolidee.ConsulterConsolidation;
import fr.maillon.consultationconsolidee.ExportConsolidation;
import fr.maillon.liste.FormatDeFichier;
import fr.maillon.web.Demande;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;

/** Le tableau de la page, en fichier : {@code /consolidation.csv}, {@code /consolidation.xlsx}. */
@WebServlet("/interne/consolidation")
public class ConsolidationFichierServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient ConsulterConsolidation consulter;
  @Inject transient Clock horloge;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var texte = requete.getParameter("annee");
    var tableau =
        consulter.executer(
            texte != null && texte.matches("20[0-9]{2}")
                ? Integer.parseInt(texte)
                : LocalDate.now(horloge).getYear(),
            null);
    var format = FormatDeFichier.duChemin(Demande.de(requete).orElseThrow().chemin()).orElseThrow();
    reponse.setContentType(format.type());
    reponse.setHeader(
        "Content-Disposition",
        "attachment; filename=\"consolidation-" + tableau.annee() + format.suffixe() + "\"");
    ExportConsolidation.ecrire(format, tableau, reponse.getOutputStream());
  }
}
