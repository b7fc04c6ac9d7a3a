package fr.maillon.web.bascule;

import fr.maillon.choixespace.ChoisirEspace;
import fr.maillon.regle.RegleMetier;
import fr.maillon.web.Chemin;
import fr.maillon.web.commun.Message;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Épingle un espace ou ôte son épingle, puis revient à la liste d'où l'on vient. */
@WebServlet("/interne/epingles")
public class EpinglesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient ChoisirEspace choisir;
  @Inject transient Chemin chemin;
  @Inject transient Message message;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    reponse.sendRedirect("/espaces");
  }

  @Override
  protected void doPost(HttpServletRequest requete, HttpServletResponse reponse)
      throws IOException {
    var poser = chemin.demande("poser");
    var oter = chemin.demande("oter");
    try {
      if (poser != null) {
        message.laisser(
            requete,
            reponse,
            choisir.epingler(poser).nom()
                + " est épinglé : en tête de votre bascule et de « Mes espaces ».");
      } else if (oter != null) {
        message.laisser(requete, reponse, choisir.desepingler(oter).nom() + " n'est plus épinglé.");
      }
    } catch (RegleMetier e) {
      message.laisser(requete, reponse, "Rien n'a changé. " + e.getMessage());
    }
    reponse.sendRedirect(retour(chemin.demande("retour")));
  }

  /** Une de nos deux listes, avec ses filtres ; rien d'autre, et jamais un autre site. */
  static String retour(String demande) {
    return demande != null
            && demande.matches("/(espaces|portefeuille/maitres-ouvrage)(\\?[\\w%&=+.*~-]*)?")
        ? demande
        : "/espaces";
  }
}
