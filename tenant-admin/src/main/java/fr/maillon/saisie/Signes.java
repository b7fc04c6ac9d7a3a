package fr.maillon.saisie;

/**
 * Les signes qu'on ne voit pas. Ceux qui commandent (NUL, échappement…) n'entrent par aucune porte
 * ; les espaces de toute sorte ne comptent pas aux bords.
 */
public final class Signes {
  private Signes() {}

  /**
   * Le texte sans signe de commande ni moitié de caractère, bords coupés ; les fins de ligne et les
   * tabulations restent. Null reste null.
   */
  public static String propre(String texte) {
    if (texte == null) {
      return null;
    }
    return bords(interdits(texte) ? sansInterdits(texte) : texte);
  }

  /** Ce texte porte-t-il un signe que rien n'affiche et que personne n'écrit ? */
  public static boolean interdits(String texte) {
    for (int i = 0; texte != null && i < texte.length(); i++) {
      if (interdit(texte, i)) {
        return true;
      }
    }
    return false;
  }

  /** Un espace, de quelque largeur qu'il soit, sécable ou non. */
  public static boolean espace(int c) {
    return c == ' '
        || c >= '\t' && c <= '\r'
        || c == 0x85
        || c > 0x7F && (Character.isSpaceChar(c) || Character.isWhitespace(c));
  }

  /** Un signe sans largeur : il ne sépare rien et ne se voit pas. */
  public static boolean sansLargeur(int c) {
    return c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF || c == 0x00AD;
  }

  /** Rien d'autre que des espaces et des signes sans largeur. */
  public static boolean vide(String texte) {
    for (int i = 0; texte != null && i < texte.length(); i++) {
      if (!bord(texte.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Le même texte, ses suites d'espaces de toute sorte réduites à une espace ordinaire, rien aux
   * bords.
   */
  public static String espaces(String texte) {
    var net = new StringBuilder(texte.length());
    for (int i = 0; i < texte.length(); i++) {
      char c = texte.charAt(i);
      if (espace(c)) {
        if (!net.isEmpty() && net.charAt(net.length() - 1) != ' ') {
          net.append(' ');
        }
      } else if (!sansLargeur(c) && !interdit(texte, i)) {
        net.append(c);
      }
    }
    if (!net.isEmpty() && net.charAt(net.length() - 1) == ' ') {
      net.setLength(net.length() - 1);
    }
    return net.toString();
  }

  private static boolean bord(char c) {
    return espace(c) || sansLargeur(c);
  }

  private static String bords(String texte) {
    int debut = 0;
    int fin = texte.length();
    while (debut < fin && bord(texte.charAt(debut))) {
      debut++;
    }
    while (fin > debut && bord(texte.charAt(fin - 1))) {
      fin--;
    }
    return texte.substring(debut, fin);
  }

  private static String sansInterdits(String texte) {
    var net = new StringBuilder(texte.length());
    for (int i = 0; i < texte.length(); i++) {
      if (!interdit(texte, i)) {
        net.append(texte.charAt(i));
      }
    }
    return net.toString();
  }

  private static boolean interdit(String texte, int i) {
    char c = texte.charAt(i);
    if (c < ' ') {
      return c != '\n' && c != '\r' && c != '\t';
    }
    if (c < 0x7F) {
      return false;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 >= texte.length() || !Character.isLowSurrogate(texte.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(texte.charAt(i - 1));
    }
    // C1, hors la fin de ligne U+0085 ; les ordres de sens d'écriture, qui font lire autre chose
    // que ce qui est écrit ; les non-caractères
    return c <= 0x9F && c != 0x85
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069
        || c == 0xFFFE
        || c == 0xFFFF
        || c >= 0xFDD0 && c <= 0xFDEF;
  }
}
