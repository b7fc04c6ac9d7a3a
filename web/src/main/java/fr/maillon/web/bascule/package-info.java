/**
 * Passer d'un espace à l'autre : la recherche sur place, les épingles, l'ensemble, les filtres
 * gardés.
 */
package fr.maillon.web.bascule;
