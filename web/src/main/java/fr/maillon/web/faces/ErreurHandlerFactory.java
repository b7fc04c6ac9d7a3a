package fr.maillon.web.faces;

import fr.maillon.isolation.TenantScope;
import fr.maillon.regle.AssuranceInsuffisante;
import fr.maillon.regle.Indisponible;
import fr.maillon.regle.Introuvable;
import fr.maillon.trace.Trace;
import fr.maillon.web.securite.JetonCsrf;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewDeclarationLanguage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Une seule route de l'exception à la page : absent 404, interdit 403, le reste 500 avec une
 * référence et sans détail.
 */
public final class ErreurHandlerFactory extends ExceptionHandlerFactory {

  public ErreurHandlerFactory(ExceptionHandlerFactory suivante) {
    super(suivante);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new Erreurs(getWrapped().getExceptionHandler());
  }

  private static final class Erreurs extends ExceptionHandlerWrapper {
    private static final Logger JOURNAL = Logger.getLogger("fr.maillon.web");

    Erreurs(ExceptionHandler suivant) {
      super(suivant);
    }

    @Override
    public void handle() {
      var fautes = getUnhandledExceptionQueuedEvents().iterator();
      if (!fautes.hasNext()) {
        return;
      }
      var faces = FacesContext.getCurrentInstance();
      var faute = fautes.next().getContext().getException();
      fautes.remove();
      while (fautes.hasNext()) {
        fautes.next();
        fautes.remove();
      }
      // avec ce qui a été envoyé, la personne va confirmer : c'est l'entrée des pages qui l'y mène
      AssuranceInsuffisante.dans(faute)
          .ifPresent(
              a -> {
                throw a;
              });
      if (faces.getExternalContext().isResponseCommitted()) {
        JOURNAL.log(Level.SEVERE, "faute après le début de la réponse", faute);
        faces.responseComplete();
        return;
      }
      afficher(faces, refus(faute));
    }

    private static JetonCsrf.Refus refus(Throwable faute) {
      for (var t = faute; t != null && t != t.getCause(); t = t.getCause()) {
        if (t instanceof ViewExpiredException) {
          return new JetonCsrf.Refus(
              409,
              "Cette page était ouverte depuis trop longtemps, ou ne vient pas d'ici. Rien n'a été"
                  + " enregistré. Rouvrez-la, puis recommencez.");
        }
      }
      var indisponible = Indisponible.dans(faute);
      if (indisponible.isPresent()) {
        return new JetonCsrf.Refus(503, indisponible.get().getMessage());
      }
      var regle = Refus.page(faute);
      if (regle.isPresent()) {
        return new JetonCsrf.Refus(
            regle.get() instanceof Introuvable ? 404 : 403, regle.get().getMessage());
      }
      var metier = Refus.de(faute);
      if (!metier.isEmpty()) {
        // Une règle refusée pendant la lecture d'une page : l'adresse demande quelque chose
        // d'impossible.
        return new JetonCsrf.Refus(404, metier.getFirst().phrase());
      }
      var reference = Trace.courante();
      JOURNAL.log(
          Level.SEVERE,
          "faute " + reference + " espace " + TenantScope.espace().map(e -> e.code()).orElse("-"),
          faute);
      return new JetonCsrf.Refus(500, reference);
    }

    private static void afficher(FacesContext faces, JetonCsrf.Refus refus) {
      try {
        var externe = faces.getExternalContext();
        var reponse = (HttpServletResponse) externe.getResponse();
        reponse.resetBuffer();
        externe.setResponseStatus(refus.statut());
        if (refus.statut() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
          reponse.setHeader("Retry-After", "15");
        }
        externe.getRequestMap().put("refus", refus);
        var vue =
            "/vues/erreurs/" + (refus.statut() == 409 ? "formulaire" : refus.statut()) + ".xhtml";
        var racine = faces.getApplication().getViewHandler().createView(faces, vue);
        faces.setViewRoot(racine);
        ViewDeclarationLanguage langage =
            faces.getApplication().getViewHandler().getViewDeclarationLanguage(faces, vue);
        langage.buildView(faces, racine);
        langage.renderView(faces, racine);
        faces.responseComplete();
      } catch (IOException e) {
        throw new jakarta.faces.FacesException(e);
      }
    }
  }
}
