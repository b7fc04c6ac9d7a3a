package fr.maillon.importdecp;

/** Ce qu'une personne a dit d'un doublon probable. */
public enum EtatDoublon {
  A_VOIR,
  REUNI,
  ECARTE
}
