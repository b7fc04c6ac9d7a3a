package fr.maillon.web.faces;

import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIInput;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.SystemEvent;
import jakarta.faces.event.SystemEventListener;

/** Relie chaque champ d'un {@code m:champ} à son aide et à son erreur, pour qui n'a que la voix : aria-describedby, aria-invalid. */
public final class ChampListener implements SystemEventListener {

  @Override
  public boolean isListenerForSource(Object source) {
    return source instanceof UIViewRoot;
  }

  @Override
  public void processEvent(SystemEvent evenement) {
    visiter((UIComponent) evenement.getSource(), FacesContext.getCurrentInstance(), null);
  }

  private static void visiter(UIComponent ici, FacesContext faces, UIComponent champ) {
    if (ici instanceof UIInput entree && champ != null) {
      relier(entree, faces, champ);
    }
    var cadre = ici.getAttributes().get("champ") != null ? ici : champ;
    for (var enfants = ici.getFacetsAndChildren(); enfants.hasNext();) {
      visiter(enfants.next(), faces, cadre);
    }
  }

  private static void relier(UIInput entree, FacesContext faces, UIComponent champ) {
    boolean faute = faces.getMessages(entree.getClientId(faces)).hasNext();
    var nom = champ.getAttributes().get("champ").toString();
    var decrit = (champ.getAttributes().get("aide") instanceof String aide && !aide.isBlank() ? nom + "-aide " : "") + (faute ? nom + "-erreur" : "");
    if (!decrit.isBlank()) {
      entree.getPassThroughAttributes().put("aria-describedby", decrit.strip());
    }
    if (faute) {
      entree.getPassThroughAttributes().put("aria-invalid", "true");
    }
    if (entree.isRequired()) {
      entree.getPassThroughAttributes().put("aria-required", "true");
    }
  }
}
