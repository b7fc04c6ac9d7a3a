package fr.maillon.assistance;

/**
 * Ce qu'on peut faire d'une demande ; {@link DemandeView#gestes()} dit lesquels sont ouverts,
 * maintenant, à qui lit.
 */
public enum Geste {
  PRENDRE_EN_CHARGE,
  CONFIER,
  RENDRE,
  QUESTIONNER,
  REPONDRE,
  TERMINER,
  ANNULER
}
