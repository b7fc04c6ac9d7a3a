package fr.maillon.parametre;

import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Ce qu'une unité admet. Zéro n'est jamais une durée ni une place : il fermerait tout. Dix ans au
 * plus : au-delà, c'est qu'on s'est trompé d'unité.
 */
record Unite(BigDecimal minimum, BigDecimal maximum, int decimales) {
  static Unite de(String unite) {
    return switch (unite) {
      case "%" -> bornes(0, 100, 2);
      case "jours" -> bornes(1, 3_650, 0);
      case "semaines" -> bornes(1, 520, 0);
      case "mois" -> bornes(1, 120, 0);
      case "personnes", "demandes", "espaces" -> bornes(1, 1_000, 0);
      case "exports" -> bornes(1, 10, 0);
      case "demandes par minute", "Mo" -> bornes(1, 1_000_000, 0);
      case "heures" -> bornes(1, 10_000, 2);
      default -> bornes(0, 1_000_000_000_000L, 4);
    };
  }

  private static Unite bornes(long minimum, long maximum, int decimales) {
    return new Unite(BigDecimal.valueOf(minimum), BigDecimal.valueOf(maximum), decimales);
  }

  /**
   * @throws RegleMetier {@code valeur-hors-bornes}
   */
  BigDecimal exiger(BigDecimal valeur, String unite) {
    if (valeur.compareTo(minimum) < 0 || valeur.compareTo(maximum) > 0) {
      throw refus("La valeur va de " + ecrit(minimum) + " à " + ecrit(maximum) + " " + unite + ".");
    }
    var nette = valeur.stripTrailingZeros();
    if (nette.scale() > decimales) {
      throw refus(
          decimales == 0
              ? "La valeur est un nombre entier, en " + unite + "."
              : "La valeur porte " + decimales + " décimales au plus.");
    }
    return nette.setScale(Math.max(0, nette.scale()), RoundingMode.UNNECESSARY);
  }

  private static RegleMetier refus(String phrase) {
    return new RegleMetier("valeur-hors-bornes", "valeur", phrase);
  }

  /** {@code 1 export}, {@code 24 mois} : le premier mot suit le nombre. */
  static String accordee(BigDecimal valeur, String unite) {
    return valeur.abs().compareTo(BigDecimal.TWO) >= 0 || unite.startsWith("mois")
        ? unite
        : unite.replaceFirst("^(\\p{L}+)s\\b", "$1");
  }

  static String ecrit(BigDecimal n) {
    var symboles = DecimalFormatSymbols.getInstance(Locale.FRANCE);
    symboles.setGroupingSeparator('\u202f');
    return new DecimalFormat("#,##0.####", symboles).format(n);
  }
}
