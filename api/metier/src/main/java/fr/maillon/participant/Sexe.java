package fr.maillon.participant;

public enum Sexe { F, M, NON_PRECISE }
