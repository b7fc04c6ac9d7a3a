package fr.maillon.calibrage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * F9, aide au choix du levier, reprise de la place de marché de l'inclusion : combien de
 * fournisseurs inclusifs du secteur et du territoire, et ce que le marché pèserait dans leur
 * activité. Une aide : l'acheteur décide, avec son motif.
 *
 * @param fournisseurs nombre de fournisseurs inclusifs trouvés, zéro ou plus
 * @param budget montant du marché, en euros, zéro ou plus
 * @param chiffreAffairesMoyen chiffre d'affaires moyen de ces fournisseurs, en euros, plus de 0 dès
 *     qu'il y a un fournisseur
 */
public record ChoixLevier(int fournisseurs, BigDecimal budget, BigDecimal chiffreAffairesMoyen) {
  public enum Levier {
    RESERVATION_TOTALE,
    LOT_RESERVE,
    CLAUSE,
    AUCUN
  }

  public ChoixLevier {
    if (fournisseurs < 0) {
      throw Bornes.refus("fournisseurs", "Le nombre de fournisseurs ne peut pas être négatif.");
    }
    Bornes.positifOuNul("budget", "Le budget", budget);
    if (fournisseurs > 0) {
      Bornes.positif("chiffreAffairesMoyen", "Le chiffre d'affaires moyen", chiffreAffairesMoyen);
    }
  }

  /**
   * {@code arrondi(budget ÷ chiffre d'affaires moyen × 100)}, en pour cent ; null sans fournisseur.
   */
  public Integer dependance() {
    return fournisseurs == 0
        ? null
        : budget
            .movePointRight(2)
            .divide(chiffreAffairesMoyen, 0, RoundingMode.HALF_UP)
            .min(BigDecimal.valueOf(Integer.MAX_VALUE))
            .intValueExact();
  }

  public Levier levier() {
    if (fournisseurs > 30) {
      return dependance() < 30 ? Levier.RESERVATION_TOTALE : Levier.LOT_RESERVE;
    }
    if (fournisseurs > 10) {
      return Levier.LOT_RESERVE;
    }
    return fournisseurs > 1 ? Levier.CLAUSE : Levier.AUCUN;
  }
}
