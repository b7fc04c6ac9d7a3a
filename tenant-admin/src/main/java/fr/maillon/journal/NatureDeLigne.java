package fr.maillon.journal;

/** Ce que dit une ligne du journal d'un espace. */
public enum NatureDeLigne {
  /** Un membre de l'équipe ou du support est entré. */
  ENTREE,
  /** Quelque chose a été écrit dans l'espace. */
  ACTE,
  /** Des données sont sorties de l'espace. */
  EXPORT,
  /** Une personne a reçu, changé ou perdu ses droits. */
  DROITS,
  /** L'espace a été ouvert, suspendu, rouvert, fermé, restauré, repris. */
  VIE,
  /** Une fenêtre a été ouverte au support, ou refermée. */
  SUPPORT,
  /** Le support est entré sans fenêtre. */
  BRIS_DE_GLACE
}
