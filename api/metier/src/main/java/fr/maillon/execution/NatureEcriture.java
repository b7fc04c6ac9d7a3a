package fr.maillon.execution;

/**
 * Une contre-passation inscrit la différence, signée, entre ce que le registre disait et le bon
 * total.
 */
public enum NatureEcriture {
  VALIDATION("Validation"),
  CONTRE_PASSATION("Correction");

  private final String libelle;

  NatureEcriture(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
