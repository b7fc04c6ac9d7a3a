package fr.maillon.calibrage;

import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;

/**
 * Les bornes communes à toutes les formules. Le code de refus est {@code hors-bornes}, avec le
 * champ tel que l'appelant le nomme.
 */
final class Bornes {
  /** Au-delà, un nombre écrit avec un exposant démesuré coûterait plus à calculer qu'il ne dit. */
  private static final int DECIMALES = 12;

  private static final BigDecimal MAXIMUM = BigDecimal.valueOf(100_000_000_000_000L);

  private Bornes() {}

  /** Une part ou un taux : de 0 à 1. */
  static void proportion(String champ, String nom, BigDecimal valeur) {
    lisible(champ, nom, valeur);
    if (valeur.signum() < 0 || valeur.compareTo(BigDecimal.ONE) > 0) {
      throw refus(champ, nom + " va de 0 à 100 %, soit de 0 à 1 dans un calcul.");
    }
  }

  static void positifOuNul(String champ, String nom, BigDecimal valeur) {
    lisible(champ, nom, valeur);
    if (valeur.signum() < 0) {
      throw refus(champ, nom + " ne peut pas être négatif. Saisissez zéro ou plus.");
    }
  }

  static void positif(String champ, String nom, BigDecimal valeur) {
    lisible(champ, nom, valeur);
    if (valeur.signum() <= 0) {
      throw refus(champ, nom + " doit dépasser zéro.");
    }
  }

  private static void lisible(String champ, String nom, BigDecimal valeur) {
    if (valeur == null) {
      throw new RegleMetier("valeur-manquante", champ, nom + " manque. Saisissez une valeur.");
    }
    if (valeur.scale() > DECIMALES
        || valeur.scale() < -DECIMALES * 2
        || valeur.compareTo(MAXIMUM) > 0) {
      throw refus(
          champ,
          nom
              + " dépasse ce qui se calcule ici : au plus "
              + DECIMALES
              + " décimales et cent mille milliards.");
    }
  }

  static RegleMetier refus(String champ, String detail) {
    return new RegleMetier("hors-bornes", champ, detail);
  }
}
