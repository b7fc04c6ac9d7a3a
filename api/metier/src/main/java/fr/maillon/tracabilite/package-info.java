/**
 * Ce qu'un maître d'ouvrage lit de son journal : qui est entré, à quel titre, par quelle
 * convention, ce qui a changé ou est sorti.
 */
package fr.maillon.tracabilite;
