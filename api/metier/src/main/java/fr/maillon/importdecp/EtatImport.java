package fr.maillon.importdecp;

/**
 * Où en est un import. {@code DEPOSE} : le fichier arrive, ou attend que son aperçu soit accepté ;
 * ce n'est pas encore un import.
 */
public enum EtatImport {
  DEPOSE,
  EN_COURS,
  TERMINE,
  ECHEC
}
