package fr.maillon.rest;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Ce que le conteneur refuse avant nous (401 surtout) parle la même langue que le reste. */
public class ErreurServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest demande, HttpServletResponse reponse)
      throws IOException {
    var status =
        demande.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer n ? n : 404;
    PerimetreFilter.ecrire(
        reponse,
        switch (status) {
          case 401 ->
              Problem.de(
                  401,
                  "non-authentifie",
                  "Présentez un jeton d'accès valide (en-tête Authorization: Bearer …).");
          case 403 -> Problem.de(403, "interdit", "Votre rôle ne permet pas ce geste.");
          case 404 ->
              Problem.de(
                  404,
                  "introuvable",
                  "Rien à cette adresse, ou rien qui vous soit ouvert aujourd'hui.");
          default ->
              Problem.de(
                  status,
                  status >= 500 ? "erreur-interne" : "http-" + status,
                  Problem.titre(status) + ".");
        });
  }
}
