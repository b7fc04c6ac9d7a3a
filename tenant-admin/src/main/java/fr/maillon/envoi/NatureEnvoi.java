package fr.maillon.envoi;

/** Ce qu'un envoi fait hors de la base. */
public enum NatureEnvoi {
  /** Un courriel à une adresse. */
  COURRIEL,
  /**
   * Un courriel à chaque personne de l'espace qui a au moins un droit donné : devient, au départ,
   * autant de {@link #COURRIEL}.
   */
  COURRIEL_GROUPE,
  /** Le courriel d'une invitation : son secret est tiré au départ, et n'est écrit que dedans. */
  INVITATION,
  /** Le compte d'une personne qui a accepté d'être d'un espace : rangé parmi les agents. */
  COMPTE,
  /** Le compte d'une personne retirée : fermé s'il n'ouvre plus aucun espace. */
  RETRAIT_COMPTE,
  /**
   * Les groupes d'un membre de l'équipe, remis tels que le disent ses titres du jour. D'aucun
   * espace.
   */
  GROUPES,
  /**
   * Le nom d'un compte, remis tel que nous le tenons ; et l'adresse que la personne a confirmée.
   */
  IDENTITE
}
