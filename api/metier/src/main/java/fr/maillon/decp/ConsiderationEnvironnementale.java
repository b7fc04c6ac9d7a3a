package fr.maillon.decp;

/**
 * Valeurs de {@code considerationsEnvironnementales} (schéma 2.0.4) ; un ensemble vide signifie «
 * inconnu ».
 */
public enum ConsiderationEnvironnementale {
  CLAUSE("Clause environnementale"),
  CRITERE("Critère environnemental"),
  AUCUNE("Pas de considération environnementale");

  private final String libelle;

  ConsiderationEnvironnementale(String libelle) {
    this.libelle = libelle;
  }

  /** Libellé exact du format DECP. */
  public String libelle() {
    return libelle;
  }
}
