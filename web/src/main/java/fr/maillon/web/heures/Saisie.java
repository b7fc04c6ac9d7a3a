package fr.maillon.web.heures;

import java.math.BigDecimal;

/** Des heures écrites à la française ou non : {@code 151,75}, {@code 151.75}. */
final class Saisie {
  private Saisie() {}

  /** @return null si le texte est vide ; @throws NumberFormatException s'il n'est pas un nombre */
  static BigDecimal heures(String texte) {
    if (texte == null || texte.isBlank()) {
      return null;
    }
    var net = texte.replaceAll("[\\s\\u00a0\\u202fh]", "").replace(',', '.');
    if (!net.matches("-?[0-9]{1,7}(\\.[0-9]{1,4})?")) {
      throw new NumberFormatException(texte);
    }
    return new BigDecimal(net);
  }
}
