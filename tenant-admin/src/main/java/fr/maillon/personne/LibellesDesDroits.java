package fr.maillon.personne;

import fr.maillon.isolation.Droit;

/** Les droits, en mots que l'administrateur d'un espace lit. */
public final class LibellesDesDroits {
  private LibellesDesDroits() {}

  public static String droit(Droit droit) {
    return switch (droit) {
      case LECTEUR -> "lecteur";
      case ACHETEUR -> "acheteur";
      case REFERENT -> "référent";
      case ADMINISTRATEUR -> "administrateur";
    };
  }

  public static String droits(Droit droit, boolean export) {
    return droit(droit) + (export ? ", avec l'export" : "");
  }

  public static String explication(Droit droit) {
    return switch (droit) {
      case LECTEUR -> "Il permet de tout lire, sans rien changer.";
      case ACHETEUR -> "Il permet de lire et d'écrire : marchés, demandes d'assistance, clauses.";
      case REFERENT ->
          "Il permet d'écrire, de lire qui est entré dans l'espace et d'ouvrir l'accès du support.";
      case ADMINISTRATEUR ->
          "Il permet tout ce que permet un référent, et de tenir les personnes de l'espace.";
    };
  }
}
