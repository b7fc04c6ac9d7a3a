package fr.maillon.execution;

/** Par quelle voie le titulaire emploie la personne. */
public enum Modalite {
  EMBAUCHE_DIRECTE("Embauche directe"),
  MISE_A_DISPOSITION("Mise à disposition"),
  SOUS_TRAITANCE("Sous-traitance"),
  COTRAITANCE("Cotraitance");

  private final String libelle;

  Modalite(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
