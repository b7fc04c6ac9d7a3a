package fr.maillon.decp;

/**
 * Une imperfection relevée dans un enregistrement accepté.
 *
 * @param code nom stable du défaut, par exemple {@code acheteur_siret_luhn} (liste : {@link
 *     Defaut})
 * @param champ chemin du champ dans le fichier, par exemple {@code titulaires.id}
 * @param valeur valeur telle qu'elle figure dans le fichier, abrégée à 200 caractères ; {@code
 *     null} si absente
 * @param message phrase française qui dit ce qui a été constaté et quoi faire
 */
public record Avertissement(String code, String champ, String valeur, String message) {}
