package fr.maillon.calibrage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * F5 : heures validées sur 100 heures dues. La base du pourcentage est toujours les heures dues ;
 * il peut dépasser 100.
 */
public final class TauxRealisation {
  private TauxRealisation() {}

  /**
   * En pour cent, arrondi au dixième, demi vers le haut ; null quand rien n'est dû : un taux sans
   * base n'existe pas.
   */
  public static BigDecimal de(BigDecimal validees, BigDecimal dues) {
    return dues.signum() == 0
        ? null
        : validees.movePointRight(2).divide(dues, 1, RoundingMode.HALF_UP);
  }
}
