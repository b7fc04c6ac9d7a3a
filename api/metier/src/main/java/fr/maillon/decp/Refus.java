package fr.maillon.decp;

/**
 * Un enregistrement dont on ne peut faire un contrat. Les seuls motifs : l'élément n'est pas un
 * objet, il dépasse la taille admise, l'acheteur n'est pas identifiable, ou il n'a ni identifiant
 * ni objet.
 *
 * @param rang position dans le fichier, à partir de 1
 * @param champ champ en cause
 * @param valeur valeur telle qu'elle figure dans le fichier, {@code null} si absente
 * @param raison ce qui manque, en français
 * @param quoiFaire ce que l'utilisateur peut faire, en français
 */
public record Refus(long rang, String champ, String valeur, String raison, String quoiFaire) {}
