package fr.maillon.contrat;

/** Par quelle voie le titulaire emploie la personne. */
public enum Modalite { EMBAUCHE_DIRECTE, MISE_A_DISPOSITION, SOUS_TRAITANCE, COTRAITANCE }
