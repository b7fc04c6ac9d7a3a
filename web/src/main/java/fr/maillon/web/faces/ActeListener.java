package fr.maillon.web.faces;

import fr.maillon.web.securite.Reprise;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.EditableValueHolder;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ActionEvent;
import jakarta.faces.event.ActionListener;
import jakarta.servlet.ServletRequest;

/**
 * Un refus du métier n'est pas une panne : la page revient avec ce que la personne a saisi, la
 * phrase à côté du champ en cause. Aucune page n'a rien à écrire pour cela : il suffit que le champ
 * porte le nom que le métier lui donne.
 */
public final class ActeListener implements ActionListener {
  private final ActionListener suivant;

  public ActeListener(ActionListener suivant) {
    this.suivant = suivant;
  }

  @Override
  public void processAction(ActionEvent acte) {
    if (((ServletRequest) FacesContext.getCurrentInstance().getExternalContext().getRequest())
            .getAttribute(Reprise.RELIRE)
        != null) {
      // ce qui a changé pendant l'absence se dit avant que la personne renvoie par-dessus
      Lu.retient(FacesContext.getCurrentInstance(), acte.getComponent());
      FacesContext.getCurrentInstance().renderResponse();
      return;
    }
    if (Lu.retient(FacesContext.getCurrentInstance(), acte.getComponent())) {
      FacesContext.getCurrentInstance().validationFailed();
      FacesContext.getCurrentInstance().renderResponse();
      return;
    }
    try {
      suivant.processAction(acte);
    } catch (RuntimeException faute) {
      var refus = Refus.de(faute);
      if (refus.isEmpty()) {
        throw faute;
      }
      var faces = FacesContext.getCurrentInstance();
      refus.forEach(r -> montrer(faces, r));
      faces.validationFailed();
      faces.renderResponse();
    }
  }

  /** Pose une phrase à côté du champ de ce nom, ou en tête de page s'il n'y en a pas. */
  public static void montrer(FacesContext faces, Refus refus) {
    var champ = refus.champ() == null ? null : champ(faces.getViewRoot(), refus.champ());
    if (champ instanceof EditableValueHolder saisi) {
      saisi.setValid(false);
    }
    faces.addMessage(
        champ == null ? null : champ.getClientId(faces),
        new FacesMessage(FacesMessage.SEVERITY_ERROR, refus.phrase(), null));
  }

  /**
   * Celui du formulaire envoyé d'abord : deux formulaires d'une page peuvent nommer un champ
   * pareil.
   */
  private static UIComponent champ(UIComponent page, String id) {
    var formulaire = envoye(page);
    var trouve = formulaire == null ? null : trouver(formulaire, id);
    return trouve == null ? trouver(page, id) : trouve;
  }

  private static UIForm envoye(UIComponent ici) {
    if (ici instanceof UIForm formulaire && formulaire.isSubmitted()) {
      return formulaire;
    }
    for (var enfants = ici.getFacetsAndChildren(); enfants.hasNext(); ) {
      var trouve = envoye(enfants.next());
      if (trouve != null) {
        return trouve;
      }
    }
    return null;
  }

  /** Un champ que la page ne montre pas ne peut pas porter de phrase. */
  private static UIComponent trouver(UIComponent ici, String id) {
    if (!ici.isRendered()) {
      return null;
    }
    if (id.equals(ici.getId()) && ici instanceof EditableValueHolder) {
      return ici;
    }
    for (var enfants = ici.getFacetsAndChildren(); enfants.hasNext(); ) {
      var trouve = trouver(enfants.next(), id);
      if (trouve != null) {
        return trouve;
      }
    }
    return null;
  }
}
