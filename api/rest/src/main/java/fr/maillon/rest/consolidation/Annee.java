package fr.maillon.rest.consolidation;

import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.FiltreIncompris;

/** L'année d'une adresse. */
public final class Annee {
  private Annee() {}

  /**
   * @throws RegleMetier {@code annee-invalide} quand ce n'est pas une année de 2000 à 2100
   */
  public static int lire(String texte, int defaut) {
    if (texte == null || texte.isBlank()) {
      return defaut;
    }
    if (!texte.strip().matches("20[0-9]{2}|2100")) {
      throw new FiltreIncompris(
          "annee-invalide", "annee", "Une année s'écrit AAAA, de 2000 à 2100.");
    }
    return Integer.parseInt(texte.strip());
  }
}
