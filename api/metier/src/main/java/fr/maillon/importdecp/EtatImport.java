package fr.maillon.importdecp;

/** Où en est un import. */
public enum EtatImport { EN_COURS, TERMINE, ECHEC }
