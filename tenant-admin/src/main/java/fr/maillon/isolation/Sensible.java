package fr.maillon.isolation;

/**
 * Ce qu'un geste a de sensible : la personne confirme d'abord, par son second facteur, que c'est
 * bien elle.
 */
public enum Sensible {
  NON,
  /** Sortir toutes les données d'un espace. */
  EXPORT,
  /** Ce qui mène à tout effacer. */
  EFFACEMENT,
  /** Le support entre sans qu'on lui ait ouvert. */
  ACCES_D_URGENCE,
  /** Les droits d'une autre personne : rôles, titres, invitations. */
  DROITS,
  /** Les seuils et les autres paramètres des règles. */
  SEUILS
}
