package fr.maillon.clause;

/**
 * Où en est une version de clause. Seule une version proposée se décide ; un lot a au plus une
 * version acceptée.
 */
public enum EtatClause {
  PROPOSEE("Proposée"),
  ACCEPTEE("Acceptée"),
  REFUSEE("Refusée"),
  REMPLACEE("Remplacée");

  private final String libelle;

  EtatClause(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
