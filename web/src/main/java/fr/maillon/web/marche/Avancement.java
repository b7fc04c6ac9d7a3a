package fr.maillon.web.marche;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Où en est un engagement d'heures, comparé au temps du lot écoulé. Dix points d'écart ou moins restent « dans les temps ».
 *
 * @param realise heures validées sur cent heures dues, en pour cent arrondi vers le bas ; null quand rien n'est dû en heures
 * @param ecoule temps écoulé sur cent, de 0 à 100 ; null quand la notification ou la durée n'est pas connue
 * @param ton ton de l'état : {@code ok attention alerte} ou vide
 */
public record Avancement(Integer realise, Integer ecoule, String ton, String mots) {
  private static final int TOLERANCE = 10;

  static Avancement de(BigDecimal taux, LocalDate notification, Integer mois, LocalDate aujourdhui) {
    var ecoule = ecoule(notification, mois, aujourdhui);
    if (taux == null) {
      return new Avancement(null, ecoule, "", "Suivi hors heures");
    }
    int realise = taux.setScale(0, RoundingMode.DOWN).intValue();
    if (realise >= 100) {
      return new Avancement(realise, ecoule, "ok", "Tenu");
    }
    if (ecoule == null) {
      return realise == 0 ? new Avancement(0, null, "attention", "Rien de validé") : new Avancement(realise, null, "accent", "En cours");
    }
    if (ecoule == 100) {
      return new Avancement(realise, ecoule, "alerte", "Terme passé");
    }
    int ecart = realise - ecoule;
    if (ecart > TOLERANCE) {
      return new Avancement(realise, ecoule, "ok", "En avance");
    }
    return ecart >= -TOLERANCE ? new Avancement(realise, ecoule, "ok", "Dans les temps") : new Avancement(realise, ecoule, "alerte", -ecart + " points de retard");
  }

  /** @return null tant qu'une des deux manque */
  static Integer ecoule(LocalDate notification, Integer mois, LocalDate aujourdhui) {
    if (notification == null || mois == null || mois < 1) {
      return null;
    }
    long tout = ChronoUnit.DAYS.between(notification, notification.plusMonths(mois));
    return Math.clamp(ChronoUnit.DAYS.between(notification, aujourdhui) * 100 / tout, 0, 100);
  }

  /** Ce que dit la jauge, en mots. */
  public String enMots() {
    return realise + "\u00a0% réalisés" + (ecoule == null ? "" : ", " + ecoule + "\u00a0% du temps écoulé");
  }
}
