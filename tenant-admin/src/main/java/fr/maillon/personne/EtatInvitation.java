package fr.maillon.personne;

/** Où en est une invitation. */
public enum EtatInvitation {
  /** Le compte reste à trouver ou à créer ; une tâche s'en charge. */
  EN_ATTENTE,
  /** La personne est de l'espace. */
  COMPTE_PRET,
  /** Le compte n'a pas pu être préparé : à réessayer, ou à annuler. */
  ECHEC,
  ANNULEE
}
