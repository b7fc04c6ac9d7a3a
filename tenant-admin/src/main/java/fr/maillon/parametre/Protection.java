package fr.maillon.parametre;

import fr.maillon.regle.RegleMetier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Ce qui protège un paramètre : un plancher, et deux personnes et un délai pour l'abaisser. La base
 * le tient aussi, quoi que demande l'application. Posée à l'installation, l'application ne la
 * change pas.
 */
@Entity
@Table(schema = "plateforme", name = "protection")
class Protection {
  @Id String code;
  BigDecimal minimum;

  @Column(name = "delai_code")
  String delaiCode;

  String pourquoi;

  Protection() {}

  /**
   * @param valeur celle qu'on voudrait donner
   * @param avant celle qu'elle remplacerait ; null : aucune
   * @throws RegleMetier {@code sous-le-plancher}, {@code baisse-a-deux}
   */
  void exigerHausse(BigDecimal valeur, Parametre avant) {
    exigerPlancher(valeur, avant);
    if (avant != null && valeur.compareTo(avant.valeur) < 0) {
      throw new RegleMetier(
          "baisse-a-deux",
          "valeur",
          "Cette valeur ne s'abaisse pas d'une seule main : proposez la baisse, un autre"
              + " administrateur la confirmera.");
    }
  }

  /**
   * @throws RegleMetier {@code sous-le-plancher}
   */
  void exigerPlancher(BigDecimal valeur, Parametre pour) {
    if (valeur.compareTo(minimum) < 0) {
      throw new RegleMetier(
          "sous-le-plancher",
          "valeur",
          "Cette valeur ne descend pas sous "
              + Unite.ecrit(minimum)
              + (pour == null ? "" : " " + Unite.accordee(minimum, pour.unite))
              + ".");
    }
  }

  /** Une baisse du jour même se retire encore : on revient à plus sûr. */
  boolean retirable(Parametre visee, Parametre avant, LocalDate jour) {
    return visee.du.equals(jour) && avant != null && visee.valeur.compareTo(avant.valeur) < 0;
  }
}
