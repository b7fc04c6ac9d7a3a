package fr.maillon.execution;

import fr.maillon.liste.Francais;
import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Ce qu'est une quantité d'heures déclarée : au quart d'heure, de zéro au plafond mensuel de la
 * personne (domaine, 6).
 */
final class Heures {
  private static final BigDecimal QUATRE = BigDecimal.valueOf(4);
  private static final DateTimeFormatter MOIS =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRANCE);

  private Heures() {}

  /**
   * Zéro est une réponse : la personne n'a pas travaillé ce mois-là.
   *
   * @throws RegleMetier {@code heures-negatives}, {@code quart-heure}
   */
  static BigDecimal exiger(BigDecimal heures) {
    if (heures.signum() < 0) {
      throw new RegleMetier(
          "heures-negatives", "heures", "Les heures vont de 0 au plafond du mois.");
    }
    if (heures.multiply(QUATRE).stripTrailingZeros().scale() > 0) {
      throw new RegleMetier(
          "quart-heure",
          "heures",
          "Les heures se comptent au quart d'heure : 7,25 ; 7,5 ; 7,75 ; 8.");
    }
    return heures.setScale(2);
  }

  /**
   * @param deja heures de la même personne, le même mois, dans les autres déclarations de l'espace
   * @throws RegleMetier {@code plafond-heures}
   */
  static void exigerSousPlafond(BigDecimal heures, BigDecimal deja, BigDecimal plafond) {
    if (heures.add(deja).compareTo(plafond) > 0) {
      throw new RegleMetier(
          "plafond-heures",
          "heures",
          "Le plafond est de "
              + Francais.heures(plafond)
              + " par personne et par mois"
              + (deja.signum() > 0
                  ? ", et "
                      + Francais.heures(deja)
                      + " sont déjà déclarées ailleurs dans cet espace"
                  : "")
              + ". Vérifiez la déclaration.");
    }
  }

  /**
   * @param fin dernier jour du contrat, compris ; null : sans terme
   * @throws RegleMetier {@code mois-futur}, {@code hors-contrat}
   */
  static void exigerMois(YearMonth mois, LocalDate debut, LocalDate fin, LocalDate aujourdHui) {
    if (mois.atDay(1).isAfter(aujourdHui)) {
      throw new RegleMetier(
          "mois-futur", "mois", "On déclare un mois commencé, non un mois à venir.");
    }
    if (mois.isBefore(YearMonth.from(debut)) || fin != null && mois.isAfter(YearMonth.from(fin))) {
      throw new RegleMetier("hors-contrat", "mois", "Ce mois est hors des dates du contrat.");
    }
  }

  static YearMonth mois(String texte) {
    return YearMonth.parse(texte);
  }

  static String enLettres(YearMonth mois) {
    return MOIS.format(mois);
  }

  /** Ce qu'une validation ou une correction laisse dans l'histoire du marché. */
  static String fait(NatureEcriture nature, BigDecimal heures, YearMonth mois) {
    return nature == NatureEcriture.VALIDATION
        ? Francais.heures(heures)
            + (heures.abs().compareTo(BigDecimal.TWO) < 0 ? " validée pour " : " validées pour ")
            + enLettres(mois)
            + "."
        : Francais.elider("Heures de " + enLettres(mois))
            + " corrigées de "
            + (heures.signum() > 0 ? "+" : "")
            + Francais.heures(heures)
            + ".";
  }
}
