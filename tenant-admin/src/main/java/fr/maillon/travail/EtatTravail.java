package fr.maillon.travail;

/** Où en est un travail. */
public enum EtatTravail {
  /** Son contenu arrive, ou attend qu'on le confirme. */
  DEPOT,
  /** Attend une place, ou son prochain essai. */
  A_FAIRE,
  EN_COURS,
  FAIT,
  ECHEC,
  ANNULE;

  public boolean fini() {
    return this == FAIT || this == ECHEC || this == ANNULE;
  }
}
