package fr.maillon.participant;

/** Une dérogation admet hors des critères ou au-delà de leur durée, avec un motif et un auteur. */
public enum Decision {
  ELIGIBLE("Éligible"),
  NON_ELIGIBLE("Non éligible"),
  DEROGATION("Dérogation");

  private final String libelle;

  Decision(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }

  public boolean favorable() {
    return this != NON_ELIGIBLE;
  }
}
