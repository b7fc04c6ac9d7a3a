package fr.maillon.heures;

public enum EtatDeclaration { DECLAREE, VALIDEE, REFUSEE }
