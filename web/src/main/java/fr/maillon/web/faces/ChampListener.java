package fr.maillon.web.faces;

import fr.maillon.web.securite.Reprise;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.UIInput;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.SystemEvent;
import jakarta.faces.event.SystemEventListener;
import jakarta.faces.render.Renderer;
import java.util.Map;

/**
 * Relie chaque champ d'un {@code m:champ} à son aide et à son erreur, pour qui n'a que la voix :
 * aria-describedby, aria-invalid. Ce qui s'ouvre en deux temps reste ouvert sur une faute : elle
 * s'y voit.
 */
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
    if (ici instanceof UIInput
        && ici.getPassThroughAttributes(false) instanceof Map<String, Object> attributs) {
      Longueur.confier(attributs);
    }
    if (ici instanceof UIInput entree && champ != null) {
      relier(entree, faces, champ);
    }
    if (replie(ici) && (fautif(ici, faces) || aRelire(ici, faces))) {
      ici.getPassThroughAttributes().put("open", "open");
    }
    var cadre = ici.getAttributes().get("champ") != null ? ici : champ;
    for (var enfants = ici.getFacetsAndChildren(); enfants.hasNext(); ) {
      visiter(enfants.next(), faces, cadre);
    }
  }

  private static boolean replie(UIComponent ici) {
    var attributs = ici.getPassThroughAttributes(false);
    return attributs != null
        && "details".equals(attributs.get(Renderer.PASSTHROUGH_RENDERER_LOCALNAME_KEY));
  }

  /** Ce qui revient d'une session finie se relit : le formulaire envoyé ne reste pas plié. */
  private static boolean aRelire(UIComponent ici, FacesContext faces) {
    return faces.getExternalContext().getRequestMap().get(Reprise.RELIRE) != null
        && (envoyeAutour(ici) || envoyeDedans(ici));
  }

  private static boolean envoyeAutour(UIComponent ici) {
    return ici instanceof UIForm formulaire
        ? formulaire.isSubmitted()
        : ici != null && envoyeAutour(ici.getParent());
  }

  private static boolean envoyeDedans(UIComponent ici) {
    if (ici instanceof UIForm formulaire && formulaire.isSubmitted()) {
      return true;
    }
    for (var enfants = ici.getFacetsAndChildren(); enfants.hasNext(); ) {
      if (envoyeDedans(enfants.next())) {
        return true;
      }
    }
    return false;
  }

  private static boolean fautif(UIComponent ici, FacesContext faces) {
    if (ici instanceof UIInput entree && faces.getMessages(entree.getClientId(faces)).hasNext()) {
      return true;
    }
    for (var enfants = ici.getFacetsAndChildren(); enfants.hasNext(); ) {
      if (fautif(enfants.next(), faces)) {
        return true;
      }
    }
    return false;
  }

  private static void relier(UIInput entree, FacesContext faces, UIComponent champ) {
    boolean faute = faces.getMessages(entree.getClientId(faces)).hasNext();
    var nom = champ.getAttributes().get("champ").toString();
    var decrit =
        (champ.getAttributes().get("aide") instanceof String aide && !aide.isBlank()
                ? nom + "-aide "
                : "")
            + (faute ? nom + "-erreur" : "");
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
