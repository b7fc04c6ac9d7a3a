package fr.maillon.marche;

/** Les étapes de la vie d'un marché assisté, dans leur ordre ; les deux dernières en sortent. */
public enum EtatMarche {
  IDENTIFIE,
  A_ETUDIER,
  CALIBRE,
  REDIGE,
  EN_CONSULTATION,
  NOTIFIE,
  EN_EXECUTION,
  SOLDE,
  SANS_CLAUSE,
  RESILIE
}
