package fr.maillon.web;

import fr.maillon.web.securite.Reprise;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Garde ce qui vient d'être envoyé et ne s'exécutera pas. Une servlet, non un filtre : les champs
 * d'un envoi de fichier ne se lisent que d'elle.
 */
@WebServlet("/interne/envoi-retenu")
@MultipartConfig(maxRequestSize = Reprise.RECU, fileSizeThreshold = 65_536)
public class EnvoiRetenuServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String ADRESSE = EnvoiRetenuServlet.class.getName();

  /** Ce que la page en dit : {@link Reprise.Envoi}. */
  private static final String ENVOI = "envoi";

  @Inject transient Reprise reprise;

  public static Reprise.Envoi retenir(
      HttpServletRequest requete, HttpServletResponse reponse, String adresse)
      throws ServletException, IOException {
    requete.setAttribute(ADRESSE, adresse);
    requete.getRequestDispatcher("/interne/envoi-retenu").include(requete, reponse);
    return (Reprise.Envoi) requete.getAttribute(ENVOI);
  }

  @Override
  protected void doPost(HttpServletRequest requete, HttpServletResponse reponse)
      throws IOException {
    requete.setAttribute(
        ENVOI, reprise.garder(new SaisieNette(requete), (String) requete.getAttribute(ADRESSE)));
  }
}
