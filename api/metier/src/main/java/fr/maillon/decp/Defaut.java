package fr.maillon.decp;

/** Liste des codes d'avertissement. */
enum Defaut {
  ;
}
