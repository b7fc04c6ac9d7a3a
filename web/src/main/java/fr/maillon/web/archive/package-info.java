/** Sortir tout l'espace, le reprendre ailleurs, lire ce qui a été effacé. */
package fr.maillon.web.archive;
