package fr.maillon.maitreouvrage;

/** Où en est la vie d'un espace. */
public enum EtatEspace {
  /** On y lit et on y écrit. */
  OUVERT("Ouvert"),
  /** On y lit sans y écrire. */
  SUSPENDU("Suspendu"),
  /**
   * Nul n'y entre ; ses données attendent leur effacement, et la fermeture peut encore s'annuler.
   */
  FERME("Fermé");

  private final String libelle;

  EtatEspace(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
