package fr.maillon.clause;

import fr.maillon.liste.Francais;
import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;

/**
 * Ce que compte un engagement. Seules les heures d'insertion entrent dans les heures dues et les
 * taux.
 */
public enum Unite {
  HEURES("heures d'insertion", "h", "0.25", "9999999.75"),
  POURCENT_HEURES("% des heures travaillées", "% des heures", "0.01", "100"),
  HEURES_FORMATION("heures de formation", "h de formation", "0.25", "9999999.75"),
  NB_STAGES("stages", "stages", "1", "99999"),
  ACTIONS("actions", "actions", "1", "99999");

  private final String libelle;
  private final String symbole;
  private final BigDecimal pas;
  private final BigDecimal maximum;

  Unite(String libelle, String symbole, String pas, String maximum) {
    this.libelle = libelle;
    this.symbole = symbole;
    this.pas = new BigDecimal(pas);
    this.maximum = new BigDecimal(maximum);
  }

  public String libelle() {
    return libelle;
  }

  /** Ce qui suit le nombre. */
  public String symbole() {
    return symbole;
  }

  /**
   * @throws RegleMetier {@code hors-bornes} si la quantité est négative, trop grande, ou ne tombe
   *     pas sur le pas de l'unité (¼ h, unité)
   */
  BigDecimal mesurer(BigDecimal quantite) {
    if (quantite.signum() < 0
        || quantite.compareTo(maximum) > 0
        || quantite.scale() > 12
        || quantite.remainder(pas).signum() != 0) {
      throw new RegleMetier(
          "hors-bornes",
          "quantite",
          "En "
              + libelle
              + ", la quantité va de 0 à "
              + Francais.nombre("#,##0.##", maximum)
              + " par pas de "
              + Francais.nombre("0.##", pas)
              + ".");
    }
    return quantite;
  }
}
