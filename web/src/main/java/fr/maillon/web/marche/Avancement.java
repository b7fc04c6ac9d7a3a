package fr.maillon.web.marche;

import fr.maillon.web.commun.Formats;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Où en est un engagement d'heures, comparé au temps du lot écoulé. Dix points d'écart ou moins
 * restent « dans les temps ».
 *
 * @param realise heures validées sur cent heures dues ; null quand rien n'est dû en heures
 * @param ecoule temps écoulé sur cent, de 0 à 100 ; null quand la notification ou la durée n'est
 *     pas connue
 * @param ton ton de l'état : {@code ok attention alerte} ou vide
 */
public record Avancement(BigDecimal realise, Integer ecoule, String ton, String mots) {
  private static final int TOLERANCE = 10;

  static Avancement de(
      BigDecimal taux, LocalDate notification, Integer mois, LocalDate aujourdhui) {
    var ecoule = ecoule(notification, mois, aujourdhui);
    if (taux == null) {
      return new Avancement(null, ecoule, "", "Suivi hors heures");
    }
    // pour juger seulement : 99,96 % n'est pas tenu
    int atteint = taux.setScale(0, RoundingMode.DOWN).intValue();
    if (atteint >= 100) {
      return new Avancement(taux, ecoule, "ok", "Tenu");
    }
    if (ecoule == null) {
      return taux.signum() == 0
          ? new Avancement(taux, null, "attention", "Rien de validé")
          : new Avancement(taux, null, "accent", "En cours");
    }
    if (ecoule == 100) {
      return new Avancement(taux, ecoule, "alerte", "Terme passé");
    }
    int ecart = atteint - ecoule;
    if (ecart > TOLERANCE) {
      return new Avancement(taux, ecoule, "ok", "En avance");
    }
    return ecart >= -TOLERANCE
        ? new Avancement(taux, ecoule, "ok", "Dans les temps")
        : new Avancement(taux, ecoule, "alerte", -ecart + " points de retard");
  }

  /**
   * @return null tant qu'une des deux manque
   */
  static Integer ecoule(LocalDate notification, Integer mois, LocalDate aujourdhui) {
    if (notification == null || mois == null || mois < 1) {
      return null;
    }
    long tout = ChronoUnit.DAYS.between(notification, notification.plusMonths(mois));
    return Math.clamp(ChronoUnit.DAYS.between(notification, aujourdhui) * 100 / tout, 0, 100);
  }

  /** Ce que dit la jauge, en mots. */
  public String enMots() {
    return Formats.pourcent(realise)
        + " des heures dues du lot"
        + (ecoule == null ? "" : ", " + ecoule + "\u00a0% du temps écoulé");
  }
}
