package fr.maillon.assistance;

/** Qui doit agir pour que la demande avance. */
public enum Acteur {
  EQUIPE,
  FACILITATEUR,
  MAITRE_OUVRAGE,
  PERSONNE;

  /**
   * @param facilitateur le nom de qui a pris la demande en charge, quand c'est à lui
   */
  String libelle(String facilitateur) {
    return switch (this) {
      case EQUIPE -> "L'équipe";
      case FACILITATEUR -> facilitateur;
      case MAITRE_OUVRAGE -> "Le maître d'ouvrage";
      case PERSONNE -> "Aucune action attendue";
    };
  }
}
