package fr.maillon.envoi;

/** Ce qu'un envoi fait hors de la base. */
public enum NatureEnvoi {
  /** Un courriel à une adresse. */
  COURRIEL,
  /** Un courriel à chaque personne de l'espace qui a au moins un droit donné : devient, au départ, autant de {@link #COURRIEL}. */
  COURRIEL_GROUPE,
  /** Le compte d'une personne invitée : retrouvé, ou créé ; puis son entrée dans l'espace. */
  COMPTE,
  /** Le courriel par lequel Keycloak fait choisir un mot de passe. */
  MOT_DE_PASSE,
  /** Le compte d'une personne retirée : fermé s'il n'ouvre plus aucun espace. */
  RETRAIT_COMPTE,
  /** Le compte d'une personne invitée dans l'équipe : retrouvé, ou créé, mis dans les groupes de ses titres ; puis ses titres. D'aucun espace. */
  COMPTE_EQUIPE,
  /** Les groupes d'un membre de l'équipe, remis tels que le disent ses titres du jour. D'aucun espace. */
  GROUPES
}
