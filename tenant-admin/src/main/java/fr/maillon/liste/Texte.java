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
