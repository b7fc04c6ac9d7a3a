package fr.maillon.execution;

public enum EtatDeclaration {
  DECLAREE("À valider"),
  VALIDEE("Validée"),
  REFUSEE("Refusée");

  private final String libelle;

  EtatDeclaration(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
