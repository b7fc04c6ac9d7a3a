package fr.maillon.suiviconvention;

/** Un maître d'ouvrage, comme une liste le nomme. */
public record MaitreOuvrageAssiste(
    String code, String nom, String sigle, String type, String couleur) {}
