package fr.maillon.marche;

/** Les étapes de la vie d'un marché assisté, dans leur ordre ; les deux dernières en sortent. */
public enum EtatMarche {
  IDENTIFIE("Identifié"),
  A_ETUDIER("À étudier"),
  CALIBRE("Calibré"),
  REDIGE("Rédigé"),
  EN_CONSULTATION("En consultation"),
  NOTIFIE("Notifié"),
  EN_EXECUTION("En exécution"),
  SOLDE("Soldé"),
  SANS_CLAUSE("Sans clause"),
  RESILIE("Résilié");

  private final String libelle;

  EtatMarche(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
