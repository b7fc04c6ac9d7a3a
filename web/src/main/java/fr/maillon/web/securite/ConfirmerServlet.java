package fr.maillon.web.securite;

import fr.maillon.isolation.TenantScope;
import fr.maillon.web.securite.Renforcement.But;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** L'aller : chez Keycloak, pour y montrer son second facteur. */
@WebServlet("/interne/confirmer")
public class ConfirmerServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Renforcement renforcement;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var saisie = requete.getParameter("saisie");
    var but = new But(Renforcement.adresseSure(requete.getParameter("vers")), saisie != null && saisie.matches("[0-9a-f-]{36}") ? saisie : "");
    reponse.sendRedirect(renforcement.partir(requete, reponse, TenantScope.identite(), but));
  }
}
