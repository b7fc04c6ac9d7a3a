package fr.maillon.passation;

/** Où en est une passation. */
public enum EtatPassation {
  PREVUE("Prévue"),
  FAITE("Faite"),
  A_REPRENDRE("À reprendre");

  private final String libelle;

  EtatPassation(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
