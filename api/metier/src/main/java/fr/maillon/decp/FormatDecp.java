package fr.maillon.decp;

/**
 * Les quatre formes sous lesquelles les données essentielles circulent, reconnues au contenu du
 * fichier.
 */
public enum FormatDecp {
  JSON_2019("2019-json"),
  XML_2019("2019-xml"),
  JSON_2022("2022-json"),
  XML_2022("2022-xml");

  private final String libelle;

  FormatDecp(String libelle) {
    this.libelle = libelle;
  }

  /** Nom court et stable, par exemple {@code 2022-json}. */
  public String libelle() {
    return libelle;
  }

  /**
   * Vrai pour le format de l'arrêté du 22 décembre 2022, le seul qui déclare les considérations
   * sociales.
   */
  public boolean de2022() {
    return this == JSON_2022 || this == XML_2022;
  }
}
