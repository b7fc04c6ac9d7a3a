package fr.maillon.conventionnement;

/** Un maître d'ouvrage, comme une liste le nomme. */
public record MaitreOuvrageAssiste(
    String code, String nom, String sigle, String type, String couleur) {}
