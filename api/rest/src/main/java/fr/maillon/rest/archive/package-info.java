/** Sortir, reprendre, effacer un espace, par l'API. */
package fr.maillon.rest.archive;
