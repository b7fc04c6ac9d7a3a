package fr.maillon.liste;

import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.FiltreIncompris;

/** La page demandée, bornée : toute liste est paginée, aucune ne peut être demandée entière. */
public record Pagination(int page, int taille) {
  public static final int TAILLE = 25;
  public static final int MAXIMUM = 100;

  /**
   * @throws RegleMetier {@code pagination} quand la page est sous 1 ou la taille hors de 1 à 100
   */
  public Pagination {
    if (page < 1 || page > 1_000_000) {
      throw new FiltreIncompris("pagination", "page", "La page se compte à partir de 1.");
    }
    if (taille < 1 || taille > MAXIMUM) {
      throw new FiltreIncompris(
          "pagination", "taille", "La taille d'une page va de 1 à " + MAXIMUM + ".");
    }
  }

  public static Pagination premiere() {
    return new Pagination(1, TAILLE);
  }

  public int debut() {
    return (page - 1) * taille;
  }
}
