package fr.maillon.participant;

public enum Sexe {
  F("Femme"),
  M("Homme"),
  NON_PRECISE("Non précisé");

  private final String libelle;

  Sexe(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
