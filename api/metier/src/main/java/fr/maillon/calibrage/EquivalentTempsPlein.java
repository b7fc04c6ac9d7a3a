package fr.maillon.calibrage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * F6 : des heures dites en emplois à temps plein d'une année. Le nombre d'heures d'un temps plein
 * est un paramètre daté ({@code ETP_HEURES}), jamais sous-entendu : Paris 2007-2012 publie 1 180
 * ETP pour 2,15 millions d'heures, soit 1 820 heures (35 × 52) ; 1 607 heures, la durée légale
 * annuelle, en donnerait 1 337,9.
 *
 * @param heuresParAn heures d'un temps plein sur un an, plus de 0
 */
public record EquivalentTempsPlein(BigDecimal heuresParAn) {
  public EquivalentTempsPlein {
    Bornes.positif("heuresParAn", "Le nombre d'heures d'un temps plein", heuresParAn);
  }

  /** Arrondi au dixième, demi vers le haut. */
  public BigDecimal de(BigDecimal heures) {
    return heures.divide(heuresParAn, 1, RoundingMode.HALF_UP);
  }
}
