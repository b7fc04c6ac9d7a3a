package fr.maillon.calibrage;

import fr.maillon.liste.Francais;
import java.math.BigDecimal;

/** Les nombres d'une formule en clair. */
final class Ecriture {
  private Ecriture() {}

  static String euros(BigDecimal montant) {
    return Francais.nombre(montant.stripTrailingZeros().scale() > 0 ? "#,##0.00" : "#,##0", montant)
        + "\u00a0€";
  }

  static String heures(BigDecimal heures) {
    return Francais.heures(heures);
  }

  static String pourCent(BigDecimal proportion) {
    return Francais.nombre("#,##0.##########", proportion.movePointRight(2)) + "\u00a0%";
  }
}
