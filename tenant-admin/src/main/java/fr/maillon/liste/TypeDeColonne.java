package fr.maillon.liste;

/** Ce que tient une colonne : une page, un CSV et un classeur l'écrivent chacun à leur façon. */
public enum TypeDeColonne {
  TEXTE(28),
  ENTIER(12),
  NOMBRE(14),
  EUROS(18),
  JOUR(14),
  INSTANT(20),
  OUI_NON(10);

  private final int largeur;

  TypeDeColonne(int largeur) {
    this.largeur = largeur;
  }

  int largeur() {
    return largeur;
  }
}
