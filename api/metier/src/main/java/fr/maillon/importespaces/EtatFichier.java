package fr.maillon.importespaces;

/** Où en est un fichier d'espaces à ouvrir. */
public enum EtatFichier {
  /** Relu, rien n'est ouvert : il attend d'être confirmé, ou oublié. */
  DEPOSE,
  EN_COURS,
  TERMINE
}
