package fr.maillon.parametre;

/** De quoi parle un paramètre ; l'ordre des listes. */
public enum GroupeDeParametres {
  DELAI("Délais et durées"),
  DROIT("Droit et seuils"),
  USAGE("Usage équitable");

  private final String libelle;

  GroupeDeParametres(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
