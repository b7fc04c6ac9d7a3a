package fr.maillon.execution;

/** La nature du contrat de travail (domaine, 7). */
public enum NatureContrat {
  CDI("CDI"),
  CDD("CDD"),
  CTT("Intérim (CTT)"),
  CDDI("CDD d'insertion"),
  APPRENTISSAGE("Apprentissage"),
  PROFESSIONNALISATION("Professionnalisation"),
  AUTRE("Autre");

  private final String libelle;

  NatureContrat(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
