package fr.maillon.decp;

/**
 * Valeurs de {@code considerationsSociales} (arrêtés du 22 décembre 2022, schéma 2.0.4).
 *
 * <p>Un ensemble vide signifie « inconnu » (tout le format 2019, marqueur NC) ; {@link #AUCUNE} est
 * une déclaration de l'acheteur. Les deux ne se confondent jamais.
 */
public enum ConsiderationSociale {
  /** Condition d'exécution, par exemple des heures d'insertion. */
  CLAUSE("Clause sociale"),
  /** Critère d'attribution. */
  CRITERE("Critère social"),
  /**
   * Lot réservé ; le format ne dit pas à qui (L2113-12, L2113-13 ou L2113-15 du code de la commande
   * publique).
   */
  RESERVE("Marché réservé"),
  /** Équivalent de {@link #RESERVE} pour les contrats de concession. */
  CONCESSION_RESERVEE("Concession réservée"),
  /** L'acheteur déclare qu'il n'y a rien de social. */
  AUCUNE("Pas de considération sociale");

  private final String libelle;

  ConsiderationSociale(String libelle) {
    this.libelle = libelle;
  }

  /** Libellé exact du format DECP. */
  public String libelle() {
    return libelle;
  }
}
