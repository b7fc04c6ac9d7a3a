package fr.maillon.csv;

import java.util.regex.Pattern;

/**
 * Reconnaît des accents lus dans un autre encodage que celui qui les a écrits : Mac Roman pris pour
 * Windows (« CommunautŽ d'ƒvry »), UTF-8 pris pour Windows (« Ã‰tÃ© »), ou déjà perdus. Les deviner
 * écrirait un faux nom.
 */
final class Abime {
  /**
   * Ce que Windows-1252 met là où Mac Roman a une lettre accentuée : un signe contre des lettres,
   * une capitale au milieu d'un mot.
   */
  private static final String MAC =
      "(?<=\\p{L})[ƒˆ‰†‡•˜™](?=\\p{L})|(?<=\\p{Ll})[ŽŠŸŒƒˆ‰]|ƒ(?=\\p{L})|[\\x{81}\\x{8d}\\x{8f}\\x{90}\\x{9d}]";

  /** Une lettre accentuée d'UTF-8, lue octet par octet. */
  private static final String UTF8 =
      "[ÃÂ][\\x{80}-\\x{bf}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\\x{80}-\\x{bf}™œ˜“”]?";

  private static final Pattern SIGNES = Pattern.compile("\\x{fffd}|" + UTF8 + "|" + MAC);

  private Abime() {}

  static boolean est(String ligne) {
    return SIGNES.matcher(ligne).find();
  }

  /** La case où cela se voit, trente signes autour au plus. */
  static String extrait(String ligne) {
    var signe = SIGNES.matcher(ligne);
    int lieu = signe.find() ? signe.start() : 0;
    int debut =
        Math.max(
            Math.max(ligne.lastIndexOf(';', lieu), ligne.lastIndexOf(',', lieu)) + 1, lieu - 30);
    int fin = lieu;
    while (fin < ligne.length()
        && fin < lieu + 30
        && ligne.charAt(fin) != ';'
        && ligne.charAt(fin) != ',') {
      fin++;
    }
    return ligne.substring(debut, fin).strip();
  }
}
