package fr.maillon.web;

import fr.maillon.convention.Acces;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** L'adresse « / » : chacun arrive où il travaille. */
@WebServlet("/interne/accueil")
public class AccueilServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Acces acces;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    reponse.sendRedirect(arrivee(TenantScope.identite().roles(), acces.ouverts()));
  }

  static String arrivee(Set<String> roles, List<Espace> espaces) {
    if (roles.contains("facilitateur") || roles.contains("coordinateur")) {
      return "/portefeuille";
    }
    if (roles.contains("administrateur-central")) {
      return "/consolidation";
    }
    if (roles.contains("support")) {
      return "/support";
    }
    var siens = espaces.stream().filter(e -> e.titre() == Titre.AGENT).toList();
    return siens.size() == 1 ? "/m/" + siens.getFirst().code() : "/espaces";
  }
}
