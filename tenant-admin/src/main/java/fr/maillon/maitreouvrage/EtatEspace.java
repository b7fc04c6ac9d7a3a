package fr.maillon.maitreouvrage;

/** Où en est la vie d'un espace. */
public enum EtatEspace {
  /** On y lit et on y écrit. */
  OUVERT,
  /** On y lit sans y écrire. */
  SUSPENDU,
  /**
   * Nul n'y entre ; ses données attendent leur effacement, et la fermeture peut encore s'annuler.
   */
  FERME
}
