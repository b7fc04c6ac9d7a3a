package fr.maillon.liste;

import java.util.function.Function;

/**
 * Une colonne d'une liste.
 *
 * @param nom tel que l'adresse l'écrit
 * @param valeur ce que la ligne y montre, du type de la colonne ; null admis
 * @param montree sur la page, tant que nul n'a choisi ses colonnes
 */
public record Colonne<V>(
    String nom,
    String libelle,
    TypeDeColonne type,
    Function<? super V, ?> valeur,
    boolean montree) {}
