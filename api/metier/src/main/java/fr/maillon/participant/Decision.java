package fr.maillon.participant;

public enum Decision {
  ELIGIBLE, NON_ELIGIBLE,
  /** Admis hors des critères ou au-delà de leur durée, avec un motif et un auteur. */
  DEROGATION;

  public boolean favorable() {
    return this != NON_ELIGIBLE;
  }
}
