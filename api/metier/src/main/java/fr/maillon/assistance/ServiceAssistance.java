package fr.maillon.assistance;

/** Ce que l'équipe peut faire pour un maître d'ouvrage sur un marché. */
public enum ServiceAssistance {
  CHOIX_LEVIER("Choix du levier"),
  CALIBRAGE("Calibrage"),
  REDACTION("Rédaction de la clause"),
  ANALYSE_OFFRES("Analyse des offres"),
  SUIVI_HEURES("Suivi des heures"),
  AUTRE("Autre besoin");

  private final String libelle;

  ServiceAssistance(String libelle) {
    this.libelle = libelle;
  }

  public String libelle() {
    return libelle;
  }
}
