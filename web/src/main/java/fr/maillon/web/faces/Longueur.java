package fr.maillon.web.faces;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.validator.FacesValidator;
import jakarta.faces.validator.Validator;
import jakarta.faces.validator.ValidatorException;
import java.util.Locale;
import java.util.Map;

/**
 * Un texte trop long est refusé, et gardé : le navigateur, lui, coupait sans un mot ce qu'on colle.
 * Le {@code maxlength} d'un champ devient une limite que la page compte et que le serveur tient,
 * pour tout champ, sans le demander ({@code faces-config.xml} l'y met : le serveur ne fait rien de
 * {@code isDefault}).
 */
@FacesValidator("fr.maillon.longueur")
public class Longueur implements Validator<Object> {
  private static final String NAVIGATEUR = "maxlength";
  private static final String LIMITE = "data-limite";

  @Override
  public void validate(FacesContext faces, UIComponent champ, Object valeur) {
    var refus =
        valeur instanceof String texte ? refus(champ.getPassThroughAttributes(), texte) : null;
    if (refus != null) {
      throw new ValidatorException(new FacesMessage(FacesMessage.SEVERITY_ERROR, refus, null));
    }
  }

  /** Ce qui empêche ce texte d'entrer dans un champ de ces attributs ; null : rien. */
  static String refus(Map<String, Object> attributs, String texte) {
    int limite = limite(attributs);
    return limite == 0 || texte.length() <= limite
        ? null
        : String.format(
            Locale.FRANCE,
            "%,d caractères : la limite est de %,d. Raccourcissez ; rien n'est perdu.",
            texte.length(),
            limite);
  }

  /** Ôte au navigateur le droit de couper. */
  static void confier(Map<String, Object> attributs) {
    // la table de Faces ne rend pas ce qu'elle ôte
    var limite = attributs.get(NAVIGATEUR);
    if (limite != null) {
      attributs.remove(NAVIGATEUR);
      attributs.put(LIMITE, limite.toString());
    }
  }

  private static int limite(Map<String, Object> attributs) {
    var dit = attributs.getOrDefault(LIMITE, attributs.get(NAVIGATEUR));
    return dit == null ? 0 : Integer.parseInt(dit.toString());
  }
}
