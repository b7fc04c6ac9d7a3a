package fr.maillon.calibrage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * F4, accord-cadre à bons de commande : les heures suivent les commandes, {@code heures = commandes
 * ÷ tranche × heures par tranche}. Au prorata, une tranche entamée compte pour sa part ; par
 * tranches pleines, elle ne compte qu'une fois atteinte. Le choix est écrit dans la clause.
 *
 * @param commandes montant hors taxes commandé, en euros, zéro ou plus
 * @param tranche montant d'une tranche, en euros, plus de 0
 * @param heuresParTranche heures dues par tranche, zéro ou plus
 * @param tranchesPleines vrai : seules les tranches entières comptent
 */
public record ParCommandes(
    BigDecimal commandes, BigDecimal tranche, BigDecimal heuresParTranche, boolean tranchesPleines)
    implements Formule {
  public ParCommandes {
    Bornes.positifOuNul("commandes", "Le montant des commandes", commandes);
    Bornes.positif("tranche", "Le montant d'une tranche", tranche);
    Bornes.positifOuNul("heuresParTranche", "Le nombre d'heures par tranche", heuresParTranche);
  }

  @Override
  public String code() {
    return "F4";
  }

  @Override
  public BigDecimal heures(int decimales) {
    if (tranchesPleines) {
      return commandes
          .divide(tranche, 0, RoundingMode.DOWN)
          .multiply(heuresParTranche)
          .setScale(decimales, RoundingMode.HALF_UP);
    }
    return new Quotient(commandes.multiply(heuresParTranche), tranche).arrondi(decimales);
  }

  @Override
  public String enClair() {
    return Ecriture.heures(heuresParTranche)
        + " par tranche de "
        + Ecriture.euros(tranche)
        + " commandée"
        + (tranchesPleines ? " en entier" : ", au prorata")
        + ", pour "
        + Ecriture.euros(commandes)
        + " de commandes";
  }
}
