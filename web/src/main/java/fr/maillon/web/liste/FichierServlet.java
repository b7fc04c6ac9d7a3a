package fr.maillon.web.liste;

import fr.maillon.liste.FormatDeFichier;
import fr.maillon.liste.ListeServie;
import fr.maillon.saisie.FiltreIncompris;
import fr.maillon.web.Demande;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;

/** Toute la sélection d'une liste, à emporter dans un tableur : même adresse, mêmes filtres. */
@WebServlet("/interne/liste")
public class FichierServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject @Any transient Instance<ListeServie> listes;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var demande = Demande.de(requete).orElseThrow();
    var cas =
        listes.stream()
            .filter(l -> l.liste().nom().equals(demande.route().liste()))
            .findFirst()
            .orElseThrow();
    var fautes = new ArrayList<FiltreIncompris>();
    var voulu = cas.liste().relire(demande.requete(), Set.of(), fautes::add);
    if (!fautes.isEmpty()) {
      // un fichier ne peut pas dire qu'il a oublié un filtre : il ne part pas
      reponse.sendError(HttpServletResponse.SC_BAD_REQUEST, fautes.getFirst().getMessage());
      return;
    }
    for (var interne : cas.liste().criteres()) {
      if (interne.estInterne() && demande.parametres().containsKey(interne.nom())) {
        voulu = voulu.avecTexte(interne.nom(), demande.parametres().get(interne.nom()));
      }
    }
    var fichier = cas.exporter(voulu, FormatDeFichier.duChemin(demande.chemin()).orElseThrow());
    reponse.setContentType(fichier.format().type());
    reponse.setHeader("Content-Disposition", "attachment; filename=\"" + fichier.nom() + "\"");
    fichier.copier(reponse.getOutputStream());
  }
}
