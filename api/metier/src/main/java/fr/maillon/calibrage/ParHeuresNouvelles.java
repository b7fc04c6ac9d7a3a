package fr.maillon.calibrage;

import java.math.BigDecimal;

/**
 * F3, propreté : l'insertion ne porte que sur les postes nouveaux, {@code heures = (heures du
 * marché − heures reprises) × taux}, parce que le personnel en place est repris par le nouveau
 * titulaire. Source : modèle de secteur (inserpropre.fr).
 *
 * <p>Reprendre plus d'heures que le marché n'en compte est une erreur de saisie : refusé, et non
 * ramené à zéro, car un zéro silencieux passerait pour un calcul.
 *
 * @param heuresMarche heures de tout le marché, zéro ou plus
 * @param heuresReprises heures du personnel repris, de 0 à {@code heuresMarche}
 * @param tauxInsertion de 0 à 1
 */
public record ParHeuresNouvelles(
    BigDecimal heuresMarche, BigDecimal heuresReprises, BigDecimal tauxInsertion)
    implements Formule {
  public ParHeuresNouvelles {
    Bornes.positifOuNul("heuresMarche", "Le nombre d'heures du marché", heuresMarche);
    Bornes.positifOuNul("heuresReprises", "Le nombre d'heures reprises", heuresReprises);
    Bornes.proportion("tauxInsertion", "Le taux d'insertion", tauxInsertion);
    if (heuresReprises.compareTo(heuresMarche) > 0) {
      throw Bornes.refus(
          "heuresReprises",
          "Les heures reprises dépassent celles du marché. Vérifiez les deux nombres.");
    }
  }

  @Override
  public String code() {
    return "F3";
  }

  @Override
  public BigDecimal heures(int decimales) {
    return new Quotient(
            heuresMarche.subtract(heuresReprises).multiply(tauxInsertion), BigDecimal.ONE)
        .arrondi(decimales);
  }

  @Override
  public String enClair() {
    return "("
        + Ecriture.heures(heuresMarche)
        + " du marché − "
        + Ecriture.heures(heuresReprises)
        + " reprises) × "
        + Ecriture.pourCent(tauxInsertion)
        + " d'insertion";
  }
}
