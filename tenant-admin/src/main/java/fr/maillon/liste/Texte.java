package fr.maillon.liste;

import java.text.Normalizer;
import java.util.Locale;

/** Le texte tel qu'on le cherche : sans accents, sans majuscules, espaces réduits. */
public final class Texte {
  private Texte() {}

  public static String cherchable(String texte) {
    if (texte == null) {
      return "";
    }
    var plie = Normalizer.normalize(texte, Normalizer.Form.NFD);
    var net = new StringBuilder(plie.length());
    for (int i = 0; i < plie.length(); ) {
      int c = plie.codePointAt(i);
      i += Character.charCount(c);
      if (c == ' ' || c >= '\t' && c <= '\r') {
        if (net.isEmpty() || net.charAt(net.length() - 1) != ' ') {
          net.append(' ');
        }
      } else if (c < 0x80 || !marque(c)) {
        net.appendCodePoint(c);
      }
    }
    return net.toString().toLowerCase(Locale.ROOT).strip();
  }

  /**
   * Le texte sans ce que la base ne peut pas garder : le caractère nul, et les moitiés de caractère que rien ne complète. Le texte lui-même,
   * non une copie, quand il n'y a rien à retirer.
   */
  public static String admissible(String texte) {
    if (texte == null || admis(texte, 0) == texte.length()) {
      return texte;
    }
    var net = new StringBuilder(texte.length());
    for (int i = 0; i < texte.length(); i++) {
      int fin = admis(texte, i);
      net.append(texte, i, fin);
      i = fin;
    }
    return net.toString();
  }

  /** L'indice du premier caractère inadmissible à partir de celui-ci ; la longueur s'il n'y en a pas. */
  private static int admis(String texte, int debut) {
    for (int i = debut; i < texte.length(); i++) {
      char c = texte.charAt(i);
      if (Character.isHighSurrogate(c) && i + 1 < texte.length() && Character.isLowSurrogate(texte.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        return i;
      }
    }
    return texte.length();
  }

  private static boolean marque(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      default -> false;
    };
  }

  /** Le motif d'un LIKE qui contient le texte ; les jokers du texte n'en sont pas (échappement {@code \}). */
  public static String contient(String texte) {
    return "%" + cherchable(texte).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
