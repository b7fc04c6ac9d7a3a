package fr.maillon.liste;

import fr.maillon.saisie.Signes;
import java.text.Collator;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;

/**
 * Le texte tel qu'on le cherche : sans accents ni majuscules, œ pour oe, toute apostrophe, tout
 * trait d'union et toute espace se valant. La fonction SQL app.cherchable fait de même.
 */
public final class Texte {
  private static final Collator FRANCAIS = Collator.getInstance(Locale.FRANCE);

  private Texte() {}

  /** L'ordre du dictionnaire, pour ce qui se range en mémoire ; en base, la colonne le porte. */
  public static Comparator<String> ordre() {
    var ordre = (Collator) FRANCAIS.clone();
    return ordre::compare;
  }

  public static String cherchable(String texte) {
    if (texte == null) {
      return "";
    }
    var plie = Normalizer.normalize(texte, Normalizer.Form.NFD);
    var net = new StringBuilder(plie.length());
    for (int i = 0; i < plie.length(); ) {
      int c = plie.codePointAt(i);
      i += Character.charCount(c);
      if (c > ' ' && c < 0x7F && c != '-' && c != '`') {
        net.append((char) c);
      } else {
        plier(net, c);
      }
    }
    if (!net.isEmpty() && net.charAt(net.length() - 1) == ' ') {
      net.setLength(net.length() - 1);
    }
    return net.toString().toLowerCase(Locale.ROOT);
  }

  private static void plier(StringBuilder net, int c) {
    switch (c) {
      case 'œ', 'Œ' -> net.append("oe");
      case 'æ', 'Æ' -> net.append("ae");
      case '`', '´', 'ʹ', 'ʼ', '‘', '’', '‛', '′' -> net.append('\'');
      default -> {
        if (Signes.espace(c) || trait(c)) {
          if (!net.isEmpty() && net.charAt(net.length() - 1) != ' ') {
            net.append(' ');
          }
        } else if (c > 0x7F && !Signes.sansLargeur(c) && !marque(c)) {
          net.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean trait(int c) {
    return c == '-'
        || c >= 0x2010 && c <= 0x2015
        || c == 0x2043
        || c == 0x2212
        || c == 0xFE58
        || c == 0xFE63
        || c == 0xFF0D;
  }

  /**
   * Le texte sans ce que la base ne peut pas garder : le caractère nul, et les moitiés de caractère
   * que rien ne complète. Le texte lui-même, non une copie, quand il n'y a rien à retirer.
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

  /**
   * L'indice du premier caractère inadmissible à partir de celui-ci ; la longueur s'il n'y en a
   * pas.
   */
  private static int admis(String texte, int debut) {
    for (int i = debut; i < texte.length(); i++) {
      char c = texte.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < texte.length()
          && Character.isLowSurrogate(texte.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        return i;
      }
    }
    return texte.length();
  }

  private static boolean marque(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  /**
   * Le motif d'un LIKE qui contient le texte ; les jokers du texte n'en sont pas (échappement
   * {@code \}).
   */
  public static String contient(String texte) {
    return "%"
        + cherchable(texte).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        + "%";
  }
}
