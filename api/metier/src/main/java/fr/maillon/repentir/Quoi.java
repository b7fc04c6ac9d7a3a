package fr.maillon.repentir;

/** Ce qui s'ôte et se rend. */
public enum Quoi {
  MARCHE("le marché"),
  LOT("le lot"),
  CONTRAT("le contrat"),
  DECLARATION("la déclaration d'heures");

  private final String libelle;

  Quoi(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
