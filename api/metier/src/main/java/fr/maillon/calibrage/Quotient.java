package fr.maillon.calibrage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Un nombre d'heures exact, gardé sous forme de fraction : on ne divise qu'au moment d'arrondir, et
 * une seule fois. Arrondir un nombre déjà arrondi ferait passer 0,4999999 à 1.
 */
record Quotient(BigDecimal numerateur, BigDecimal diviseur) {

  /** Arrondi demi vers le haut. */
  BigDecimal arrondi(int decimales) {
    return numerateur.divide(diviseur, decimales, RoundingMode.HALF_UP);
  }
}
