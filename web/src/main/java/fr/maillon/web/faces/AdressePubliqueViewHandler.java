package fr.maillon.web.faces;

import fr.maillon.web.Demande;
import fr.maillon.web.securite.JetonCsrf;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.ServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Un formulaire est posté à l'adresse publique de sa page ; l'adresse interne des vues n'apparaît
 * nulle part.
 */
public final class AdressePubliqueViewHandler extends ViewHandlerWrapper {
  static final String AVEC_JETON = AdressePubliqueViewHandler.class.getName();

  public AdressePubliqueViewHandler(ViewHandler suivant) {
    super(suivant);
  }

  @Override
  public String getActionURL(FacesContext faces, String vue) {
    var requete = (ServletRequest) faces.getExternalContext().getRequest();
    var racine = faces.getViewRoot();
    var demande = Demande.de(requete).orElse(null);
    if (demande == null || racine == null || !vue.equals(racine.getViewId())) {
      return super.getActionURL(faces, vue);
    }
    var adresse = demande.adresse();
    if (requete.getAttribute(AVEC_JETON) == null) {
      return adresse;
    }
    var jeton =
        CDI.current().select(JetonCsrf.class).get().tracer(demande.identite(), demande.zone());
    return adresse
        + (demande.requete().isEmpty() ? "?" : "&")
        + JetonCsrf.CHAMP
        + "="
        + URLEncoder.encode(jeton, StandardCharsets.UTF_8);
  }
}
