package fr.maillon.web.securite;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Se déconnecter est un geste : un formulaire, jamais un lien qu'une autre page pourrait faire
 * suivre.
 */
@WebServlet("/interne/deconnexion")
public class DeconnexionServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    reponse.sendRedirect("/");
  }

  @Override
  protected void doPost(HttpServletRequest requete, HttpServletResponse reponse)
      throws IOException, ServletException {
    Deconnexion.partir(requete, reponse, false);
  }
}
