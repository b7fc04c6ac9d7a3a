package fr.maillon.web.clause;

import java.math.BigDecimal;

/** Un nombre écrit à la française ou non : {@code 1 000 000,50}, {@code 1000000.5}. */
final class Saisie {
  private Saisie() {}

  /** @return null si le texte est vide ; @throws NumberFormatException s'il n'est pas un nombre ou porte plus de deux décimales */
  static BigDecimal nombre(String texte) {
    if (texte == null || texte.isBlank()) {
      return null;
    }
    var net = texte.replaceAll("[\\s\\u00a0\\u202f€%h]", "").replace(',', '.').replace('\u2212', '-');
    if (!net.matches("-?[0-9]{1,15}(\\.[0-9]{1,2})?")) {
      throw new NumberFormatException(texte);
    }
    return new BigDecimal(net);
  }

  /** Un pourcentage en proportion : {@code 5} donne {@code 0,05}. */
  static BigDecimal proportion(String texte) {
    var nombre = nombre(texte);
    return nombre == null ? null : nombre.movePointLeft(2);
  }
}
