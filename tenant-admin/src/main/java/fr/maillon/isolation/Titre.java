package fr.maillon.isolation;

/** À quel titre une personne agit là où elle est entrée. */
public enum Titre {
  /** Agent d'un maître d'ouvrage, dans son propre espace. */
  AGENT,
  /** Facilitateur, dans un espace qu'une convention et une affectation lui ouvrent aujourd'hui. */
  FACILITATEUR,
  /** Coordinateur de l'équipe, dans tout espace sous convention. */
  COORDINATEUR,
  /**
   * Administrateur central : des agrégats et des espaces comme objets, jamais les lignes d'un
   * espace.
   */
  CENTRAL,
  /**
   * Support de la plateforme : lit un espace le temps d'une fenêtre que l'acheteur a ouverte, ou
   * dont il est averti.
   */
  SUPPORT;

  /** Membre de l'équipe : lit et tient les fiches partagées (participants, grilles). */
  public boolean equipe() {
    return this == FACILITATEUR || this == COORDINATEUR;
  }

  /** Le rôle du royaume que le jeton porte avec ce titre. */
  public String role() {
    return switch (this) {
      case AGENT -> "agent";
      case FACILITATEUR -> "facilitateur";
      case COORDINATEUR -> "coordinateur";
      case CENTRAL -> "administrateur-central";
      case SUPPORT -> "support";
    };
  }
}
