package fr.maillon.regle;

/** Quelqu'un d'autre a modifié l'objet depuis sa lecture ; rien n'est écrasé. */
public class VersionPerimee extends RegleMetier {
  private static final long serialVersionUID = 1L;

  public VersionPerimee() {
    super("version-perimee", "Quelqu'un a modifié cette fiche entre-temps. Relisez-la, puis refaites votre changement.");
  }
}
