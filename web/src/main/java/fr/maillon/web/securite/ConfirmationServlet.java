package fr.maillon.web.securite;

import fr.maillon.assurance.ConfirmationRefusee;
import fr.maillon.assurance.Confirmer;
import fr.maillon.isolation.TenantScope;
import fr.maillon.web.Routes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Le retour : ce que Keycloak a répondu est vérifié, la preuve gardée, et la personne rendue à ce
 * qu'elle faisait.
 */
@WebServlet("/interne/confirmation")
public class ConfirmationServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String PERDUE =
      "Cette confirmation a été commencée ailleurs, ou il y a trop longtemps. Rien n'a été fait :"
          + " recommencez depuis la page.";

  @Inject transient Renforcement renforcement;
  @Inject transient Confirmer confirmer;
  @Inject transient Preuve preuve;

  /** Ce que la page du retour montre : où aller, ou pourquoi c'est refusé. */
  public record Retour(String adresse, String refus, String recommencer) {}

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse)
      throws IOException, ServletException {
    var qui = TenantScope.identite();
    var enCours =
        renforcement
            .reprendre(requete, reponse, qui)
            .filter(e -> e.tentative().etat().equals(requete.getParameter("state")))
            .orElse(null);
    if (enCours == null) {
      montrer(requete, reponse, 403, new Retour("/", PERDUE, null));
      return;
    }
    var adresse = enCours.adresse();
    var code = requete.getParameter("code");
    if (code == null) {
      montrer(
          requete,
          reponse,
          403,
          new Retour(
              adresse, "Vous n'avez pas confirmé. Rien n'a été fait.", Renforcement.lien(adresse)));
      return;
    }
    try {
      reponse.addCookie(
          preuve.laisser(requete, confirmer.recevoir(code, enCours.tentative(), qui).le()));
    } catch (ConfirmationRefusee refus) {
      montrer(
          requete,
          reponse,
          403,
          new Retour(adresse, refus.getMessage(), Renforcement.lien(adresse)));
      return;
    }
    if (!telechargement(adresse)) {
      reponse.sendRedirect(adresse);
      return;
    }
    montrer(requete, reponse, 200, new Retour(adresse, null, null));
  }

  /**
   * Un fichier ne remplace pas la page : sans une page à nous, celle de Keycloak resterait à
   * l'écran.
   */
  private static boolean telechargement(String adresse) {
    return Routes.trouver(adresse.split("[?#]", 2)[0])
        .filter(t -> t.route().cible().startsWith("/interne/") && !t.route().motif().equals("/"))
        .isPresent();
  }

  private static void montrer(
      HttpServletRequest requete, HttpServletResponse reponse, int statut, Retour retour)
      throws IOException, ServletException {
    reponse.setStatus(statut);
    requete.setAttribute("retour", retour);
    requete.getRequestDispatcher("/vues/securite/confirmee.xhtml").forward(requete, reponse);
  }
}
