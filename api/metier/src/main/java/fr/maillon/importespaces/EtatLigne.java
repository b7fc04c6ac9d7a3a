package fr.maillon.importespaces;

/** Ce qu'il est advenu d'une ligne. */
public enum EtatLigne {
  FAUTIVE("À corriger"),
  PRETE("Prête"),
  OUVERT("Espace ouvert"),
  DEJA_OUVERT("Déjà ouvert"),
  REFUSEE("Refusée");

  private final String libelle;

  EtatLigne(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
