package fr.maillon.calibrage;

import java.time.LocalDate;
import java.time.Period;

/**
 * F8, âge à l'entrée : les années révolues au début du contrat. « Moins de 26 ans » cesse le jour
 * du vingt-sixième anniversaire.
 *
 * @param annees années révolues, zéro ou plus
 */
public record AgeALEntree(int annees) {

  /**
   * « 50 ans et plus » ou « plus de 50 ans » : les sources diffèrent (IAE, clausesociale34.fr),
   * donc le choix est dit.
   */
  public enum Senior {
    ET_PLUS,
    PLUS_DE
  }

  public static AgeALEntree de(LocalDate naissance, LocalDate debutContrat) {
    if (debutContrat.isBefore(naissance)) {
      throw Bornes.refus(
          "dateNaissance",
          "La date de naissance suit le début du contrat. Vérifiez les deux dates.");
    }
    return new AgeALEntree(Period.between(naissance, debutContrat).getYears());
  }

  public boolean moinsDe(int limite) {
    return annees < limite;
  }

  /** Années révolues : « plus de 50 » commence au cinquante et unième anniversaire. */
  public boolean senior(int limite, Senior regle) {
    return regle == Senior.ET_PLUS ? annees >= limite : annees > limite;
  }
}
