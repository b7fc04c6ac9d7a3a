package fr.maillon.calibrage;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Les nombres d'une formule en clair, à la française : espace fine insécable, virgule. */
final class Ecriture {
  private Ecriture() {}

  static String euros(BigDecimal montant) {
    return nombre(montant, 2) + "\u00a0€";
  }

  static String heures(BigDecimal heures) {
    return nombre(heures, 2) + "\u00a0h";
  }

  static String pourCent(BigDecimal proportion) {
    return nombre(proportion.movePointRight(2), 10) + "\u00a0%";
  }

  private static String nombre(BigDecimal valeur, int decimales) {
    var symboles = DecimalFormatSymbols.getInstance(Locale.FRANCE);
    symboles.setGroupingSeparator('\u202f');
    symboles.setDecimalSeparator(',');
    var format = new DecimalFormat("#,##0", symboles);
    boolean entier = valeur.stripTrailingZeros().scale() <= 0;
    format.setMinimumFractionDigits(entier || decimales != 2 ? 0 : 2);
    format.setMaximumFractionDigits(entier ? 0 : decimales);
    return format.format(valeur);
  }
}
