package fr.maillon.web;

import fr.maillon.acces.Acces;
import fr.maillon.filtre.FiltreParDefaut;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.web.securite.Reprise;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** L'adresse « / » : chacun arrive où il travaille. */
@WebServlet("/interne/accueil")
public class AccueilServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Acces acces;
  @Inject transient FiltreParDefaut parDefaut;
  @Inject transient Reprise reprise;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var suite = reprise.suite(requete, TenantScope.identite().id());
    if (suite.isPresent()) {
      reprise.oublier(requete, reponse);
      reponse.sendRedirect(PageFilter.encode(suite.get()));
      return;
    }
    reponse.sendRedirect(arrivee(TenantScope.identite().roles(), acces::ouverts, parDefaut::lire));
  }

  static String arrivee(
      Set<String> roles,
      Supplier<List<Espace>> espaces,
      Supplier<Optional<String>> filtreParDefaut) {
    if (roles.contains("facilitateur") || roles.contains("coordinateur")) {
      return filtreParDefaut.get().map(f -> "/portefeuille?" + f).orElse("/portefeuille");
    }
    if (roles.contains("administrateur-central")) {
      return "/consolidation";
    }
    if (roles.contains("support")) {
      return "/support";
    }
    var siens = espaces.get().stream().filter(e -> e.titre() == Titre.AGENT).toList();
    return siens.size() == 1 ? "/m/" + siens.getFirst().code() : "/espaces";
  }
}
