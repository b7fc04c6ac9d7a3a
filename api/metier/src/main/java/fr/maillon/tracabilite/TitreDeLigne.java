package fr.maillon.tracabilite;

/** À quel titre une ligne du journal a été laissée. */
public enum TitreDeLigne {
  AGENT("Agent"),
  FACILITATEUR("Facilitateur"),
  COORDINATEUR("Coordination"),
  CENTRAL("Administration centrale"),
  SUPPORT("Support"),
  /** Maillon, de lui-même. */
  SYSTEME("Maillon");

  private final String libelle;

  TitreDeLigne(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
