package fr.maillon.marche;

/** Le segment d'achat, déduit de la division du code CPV (règlement CE 213/2008). */
public enum Segment {
  TRAVAUX("Travaux"),
  SERVICES("Services"),
  FOURNITURES("Fournitures"),
  PRESTATIONS_INTELLECTUELLES("Prestations intellectuelles"),
  INCONNU("Segment inconnu");

  private final String libelle;

  Segment(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }

  /**
   * Division 45 : travaux ; 71, 72, 73, 79 : prestations intellectuelles ; autres divisions à
   * partir de 50 : services ; le reste : fournitures. Ce regroupement est un choix de conception,
   * non une nomenclature officielle.
   */
  public static Segment deCpv(String codeCpv) {
    if (codeCpv == null || !codeCpv.matches("[0-9]{2}.*")) {
      return INCONNU;
    }
    int division = Integer.parseInt(codeCpv.substring(0, 2));
    return switch (division) {
      case 45 -> TRAVAUX;
      case 71, 72, 73, 79 -> PRESTATIONS_INTELLECTUELLES;
      default -> division >= 50 ? SERVICES : FOURNITURES;
    };
  }
}
