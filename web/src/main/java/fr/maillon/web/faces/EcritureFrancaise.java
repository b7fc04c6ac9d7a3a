package fr.maillon.web.faces;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.context.ResponseWriterWrapper;
import java.io.IOException;
import java.io.Writer;
import java.util.Set;

/**
 * Rend insécable l'espace devant « ; : ! ? » et dans les guillemets de tout texte qu'une expression
 * écrit dans la page : une phrase bâtie en Java ne laisse pas sa ponctuation commencer une ligne.
 * Ce qu'un champ garde reste tel que saisi.
 *
 * <p>Un attribut dont la seule présence parle ne s'écrit pas vide : une balise suffit où il en
 * faudrait deux, l'une sans lui.
 */
final class EcritureFrancaise extends ResponseWriterWrapper {
  private static final Set<String> PRESENTS = Set.of("checked", "selected", "aria-current");

  private boolean saisie;

  EcritureFrancaise(ResponseWriter suivant) {
    super(suivant);
  }

  /** Parcouru signe à signe : chaque texte de chaque page passe ici. */
  static String insecable(String texte) {
    StringBuilder ecrit = null;
    for (int i = texte.indexOf(' '); i >= 0; i = texte.indexOf(' ', i + 1)) {
      if (tient(texte, i)) {
        if (ecrit == null) {
          ecrit = new StringBuilder(texte);
        }
        ecrit.setCharAt(i, '\u00a0');
      }
    }
    return ecrit == null ? texte : ecrit.toString();
  }

  /** L'espace qui suit « ou qui précède une ponctuation haute, elle-même en fin de mot. */
  private static boolean tient(String texte, int espace) {
    if (espace == 0) {
      return false;
    }
    char avant = texte.charAt(espace - 1);
    if (avant == '«') {
      return true;
    }
    int suivant = espace + 1;
    return !blanc(avant)
        && suivant < texte.length()
        && ";:!?»".indexOf(texte.charAt(suivant)) >= 0
        && (suivant + 1 == texte.length()
            || blanc(texte.charAt(suivant + 1))
            || ".,)»".indexOf(texte.charAt(suivant + 1)) >= 0);
  }

  private static boolean blanc(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
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
  public void writeAttribute(String nom, Object valeur, String propriete) throws IOException {
    if (!tu(nom, valeur)) {
      super.writeAttribute(nom, valeur, propriete);
    }
  }

  @Override
  public void writeURIAttribute(String nom, Object valeur, String propriete) throws IOException {
    if (!tu(nom, valeur)) {
      super.writeURIAttribute(nom, valeur, propriete);
    }
  }

  private static boolean tu(String nom, Object valeur) {
    return "".equals(valeur) && PRESENTS.contains(nom);
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
