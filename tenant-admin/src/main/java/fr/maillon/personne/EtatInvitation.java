package fr.maillon.personne;

/** Où en est une invitation. */
public enum EtatInvitation {
  /** La personne n'a pas encore accepté. */
  EN_ATTENTE,
  /** Elle a accepté : elle est de l'espace, ou de l'équipe. */
  ACCEPTEE,
  /** Le courriel n'a pas pu partir : à renvoyer, ou à annuler. */
  ECHEC,
  ANNULEE
}
