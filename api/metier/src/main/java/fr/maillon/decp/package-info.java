/** Lecture au fil de l'eau des données essentielles de la commande publique. */
package fr.maillon.decp;
