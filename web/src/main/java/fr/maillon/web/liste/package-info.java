/** Les pages de listes : les filtres, les colonnes et les fichiers que la déclaration donne. */
package fr.maillon.web.liste;
