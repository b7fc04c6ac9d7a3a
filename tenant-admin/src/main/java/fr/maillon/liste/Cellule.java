package fr.maillon.liste;

import java.text.Normalizer;

/** La seule garde des textes qui sortent vers un tableur : CSV, XLSX, archive. */
public final class Cellule {
  /**
   * Ce par quoi une formule, une commande ou une liaison commence ; le signe moins typographique en
   * est un.
   */
  private static final String DECLENCHEURS = "=+-@|%\u2212";

  private static final String COUPURES = "\t\r\n";

  private Cellule() {}

  /**
   * Un texte venu d'ailleurs ne doit jamais être pris pour une formule par un tableur (OWASP ASVS
   * 1.2.10). Un tableur passe par-dessus ce qui ne se voit pas (espaces insécables, caractères de
   * largeur nulle) et lit un signe pleine chasse comme le signe ordinaire : ici aussi.
   */
  public static String inerte(String texte) {
    if (texte == null || texte.isEmpty()) {
      return texte;
    }
    int debut = 0;
    while (debut < texte.length() && invisible(texte.codePointAt(debut))) {
      debut += Character.charCount(texte.codePointAt(debut));
    }
    return COUPURES.indexOf(texte.charAt(0)) >= 0
            || debut < texte.length() && declenche(texte.codePointAt(debut))
        ? "'" + texte
        : texte;
  }

  private static boolean declenche(int c) {
    return DECLENCHEURS.indexOf(
            Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC).charAt(0))
        >= 0;
  }

  private static boolean invisible(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || switch (Character.getType(c)) {
          case Character.FORMAT, Character.CONTROL, Character.NON_SPACING_MARK -> true;
          // remplissages coréens, braille vide : des lettres et des symboles sans dessin
          default -> c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800;
        };
  }
}
