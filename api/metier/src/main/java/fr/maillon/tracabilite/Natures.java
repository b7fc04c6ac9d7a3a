package fr.maillon.tracabilite;

import fr.maillon.journal.NatureDeLigne;

/** Le mot de chaque nature de ligne. */
public final class Natures {
  private Natures() {}

  public static String libelle(NatureDeLigne nature) {
    return switch (nature) {
      case ENTREE -> "Entrée";
      case ACTE -> "Modification";
      case EXPORT -> "Sortie de données";
      case DROITS -> "Droits et réglages";
      case VIE -> "Vie de l'espace";
      case SUPPORT -> "Accès du support";
      case BRIS_DE_GLACE -> "Accès d'urgence";
    };
  }
}
