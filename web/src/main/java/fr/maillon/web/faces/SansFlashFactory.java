package fr.maillon.web.faces;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.Flash;
import jakarta.faces.context.FlashFactory;
import jakarta.faces.context.FlashWrapper;

/**
 * Le « flash » de Faces poserait un cookie à chaque page et une session : {@code
 * fr.maillon.web.commun.Message} fait mieux avec moins.
 */
public final class SansFlashFactory extends FlashFactory {

  public SansFlashFactory(FlashFactory suivante) {
    super(suivante);
  }

  @Override
  public Flash getFlash(boolean creer) {
    var flash = getWrapped().getFlash(creer);
    return flash == null
        ? null
        : new FlashWrapper(flash) {
          @Override
          public void doPrePhaseActions(FacesContext faces) {
            // rien : aucun cookie
          }

          @Override
          public void doPostPhaseActions(FacesContext faces) {
            // rien : aucune session
          }
        };
  }
}
