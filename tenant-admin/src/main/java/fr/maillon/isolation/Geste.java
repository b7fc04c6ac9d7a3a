package fr.maillon.isolation;

/** Ce qu'un cas d'usage fait. {@link Habilite} le dit de chacun : l'oublier ne compile pas. */
public enum Geste {
  /** Lire. Ne laisse pas de trace au journal, que l'entrée dans l'espace. */
  LIRE,
  /**
   * Écrire : refusé au lecteur, au support et dans un espace suspendu. Laisse une ligne au journal
   * de l'espace.
   */
  ECRIRE,
  /**
   * La suite d'un geste déjà noté, en arrière-plan ou par morceaux, ou un geste qui note lui-même
   * sa ligne : mêmes refus qu'{@link #ECRIRE}, sans autre ligne au journal.
   */
  POURSUIVRE,
  /**
   * Sortir des données de l'espace : un droit à part chez l'agent. Laisse une ligne au journal ;
   * permis dans un espace suspendu.
   */
  EXPORTER,
  /** Lire qui est entré : le référent et l'administrateur de l'espace. */
  CONSULTER_JOURNAL,
  /**
   * Ouvrir ou fermer l'accès du support : le référent et l'administrateur. Laisse une ligne au
   * journal ; permis dans un espace suspendu.
   */
  OUVRIR_AU_SUPPORT,
  /**
   * Tenir les personnes et les réglages de l'espace : son administrateur. Laisse une ligne au
   * journal ; permis dans un espace suspendu.
   */
  ADMINISTRER;

  /** Ce geste laisse-t-il une ligne au journal de l'espace ? */
  public boolean journalise() {
    return this == ECRIRE || this == EXPORTER || this == OUVRIR_AU_SUPPORT || this == ADMINISTRER;
  }
}
