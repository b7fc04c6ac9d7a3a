/** Qui est entré dans quel espace, quand, à quel titre, et ce qu'il y a changé ou sorti. */
package fr.maillon.journal;
