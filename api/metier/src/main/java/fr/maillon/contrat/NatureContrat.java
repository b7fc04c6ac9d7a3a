package fr.maillon.contrat;

/** La nature du contrat de travail (domaine, 7). {@code CTT} : intérim ; {@code CDDI} : CDD d'insertion. */
public enum NatureContrat { CDI, CDD, CTT, CDDI, APPRENTISSAGE, PROFESSIONNALISATION, AUTRE }
