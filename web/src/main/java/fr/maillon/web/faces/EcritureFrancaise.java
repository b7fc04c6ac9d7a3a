package fr.maillon.web.faces;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.context.ResponseWriterWrapper;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Rend insécable l'espace devant « ; : ! ? » et dans les guillemets de tout texte qu'une expression
 * écrit dans la page : une phrase bâtie en Java ne laisse pas sa ponctuation commencer une ligne.
 * Ce qu'un champ garde reste tel que saisi.
 */
final class EcritureFrancaise extends ResponseWriterWrapper {
  private static final Pattern COUPURE =
      Pattern.compile("(?<=\\S) (?=[;:!?»](?:[\\s.,)»]|$))|(?<=«) ");
  private boolean saisie;

  EcritureFrancaise(ResponseWriter suivant) {
    super(suivant);
  }

  static String insecable(String texte) {
    return texte.indexOf(' ') < 0 ? texte : COUPURE.matcher(texte).replaceAll("\u00a0");
  }

  @Override
  public ResponseWriter cloneWithWriter(Writer ecrivain) {
    return new EcritureFrancaise(getWrapped().cloneWithWriter(ecrivain));
  }

  @Override
  public void startElement(String nom, UIComponent composant) throws IOException {
    saisie = nom.equals("textarea");
    super.startElement(nom, composant);
  }

  @Override
  public void endElement(String nom) throws IOException {
    saisie = false;
    super.endElement(nom);
  }

  @Override
  public void writeText(Object texte, String propriete) throws IOException {
    super.writeText(ecrit(texte), propriete);
  }

  @Override
  public void writeText(Object texte, UIComponent composant, String propriete) throws IOException {
    super.writeText(ecrit(texte), composant, propriete);
  }

  private Object ecrit(Object texte) {
    return saisie || !(texte instanceof String phrase) ? texte : insecable(phrase);
  }
}
