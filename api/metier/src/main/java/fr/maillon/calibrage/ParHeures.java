package fr.maillon.calibrage;

import java.math.BigDecimal;

/**
 * F2, part des heures travaillées : {@code heures = heures travaillées × taux}. C'est la forme de
 * la charte de l'Anru (2014-2024) : 5 % des heures des opérations, 10 % de la gestion urbaine de
 * proximité.
 *
 * @param heuresTravaillees heures du marché, zéro ou plus
 * @param tauxInsertion de 0 à 1
 */
public record ParHeures(BigDecimal heuresTravaillees, BigDecimal tauxInsertion) implements Formule {
  public ParHeures {
    Bornes.positifOuNul("heuresTravaillees", "Le nombre d'heures travaillées", heuresTravaillees);
    Bornes.proportion("tauxInsertion", "Le taux d'insertion", tauxInsertion);
  }

  @Override
  public String code() {
    return "F2";
  }

  @Override
  public BigDecimal heures(int decimales) {
    return new Quotient(heuresTravaillees.multiply(tauxInsertion), BigDecimal.ONE)
        .arrondi(decimales);
  }

  @Override
  public String enClair() {
    return Ecriture.heures(heuresTravaillees)
        + " travaillées × "
        + Ecriture.pourCent(tauxInsertion)
        + " d'insertion";
  }
}
