package fr.maillon.calibrage;

import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * F7, pénalité encourue : {@code max(0, dues − validées − neutralisées) × tarif}, plafonnée s'il y
 * a un plafond. C'est une proposition : rien ne l'applique, le maître d'ouvrage décide. Aucun tarif
 * publié n'a été lu : il vient du marché.
 *
 * @param dues heures dues, zéro ou plus
 * @param validees heures validées au registre, zéro ou plus
 * @param neutralisees heures que le maître d'ouvrage renonce à exiger, zéro ou plus
 * @param motif pourquoi elles sont neutralisées ; obligatoire dès qu'il y en a ({@code
 *     motif-manquant})
 * @param tarif euros par heure manquante, zéro ou plus
 * @param plafond montant maximal en euros, zéro ou plus ; null : sans plafond
 */
public record Penalite(
    BigDecimal dues,
    BigDecimal validees,
    BigDecimal neutralisees,
    String motif,
    BigDecimal tarif,
    BigDecimal plafond) {
  public Penalite {
    Bornes.positifOuNul("dues", "Le nombre d'heures dues", dues);
    Bornes.positifOuNul("validees", "Le nombre d'heures validées", validees);
    Bornes.positifOuNul("neutralisees", "Le nombre d'heures neutralisées", neutralisees);
    Bornes.positifOuNul("tarif", "Le tarif par heure manquante", tarif);
    if (plafond != null) {
      Bornes.positifOuNul("plafond", "Le plafond", plafond);
    }
    if (neutralisees.signum() > 0 && (motif == null || motif.isBlank())) {
      throw new RegleMetier(
          "motif-manquant", "motif", "Dites pourquoi ces heures sont neutralisées.");
    }
  }

  public BigDecimal heuresManquantes() {
    return dues.subtract(validees).subtract(neutralisees).max(BigDecimal.ZERO);
  }

  /** En euros, arrondi au centime, demi vers le haut. */
  public BigDecimal montant() {
    var montant = heuresManquantes().multiply(tarif);
    return (plafond == null ? montant : montant.min(plafond)).setScale(2, RoundingMode.HALF_UP);
  }
}
