package fr.maillon.importdecp;

/** Ce qu'il est advenu d'un enregistrement de l'acheteur. */
public enum ResultatLigne {
  CREE("Créé"),
  MIS_A_JOUR("Mis à jour"),
  INCHANGE("Inchangé"),
  REFUSE("Refusé");

  private final String libelle;

  ResultatLigne(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
