package fr.maillon.web.securite;

import fr.maillon.isolation.TenantScope;
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
    reponse.sendRedirect(
        renforcement.partir(
            requete,
            reponse,
            TenantScope.identite(),
            Renforcement.adresseSure(requete.getParameter("vers"))));
  }
}
