package fr.maillon.participant;

/** Le niveau de qualification à l'entrée, tel que l'observatoire le publie (domaine, 7). */
public enum Niveau { INFRA_CAP, CAP_BEP, BAC, BAC_PLUS_2, BAC_PLUS_3, INCONNU }
