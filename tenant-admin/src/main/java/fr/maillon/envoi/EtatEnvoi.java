package fr.maillon.envoi;

/** Où en est un envoi. */
public enum EtatEnvoi {
  /** Attend son tour, ou son prochain essai. */
  A_FAIRE,
  FAIT,
  /**
   * Tous les essais ont échoué, ou le refus est sans appel : quelqu'un doit regarder, puis
   * réessayer.
   */
  ECHEC,
  ANNULE
}
