/** Choisir un espace, l'épingler. */
package fr.maillon.rest.bascule;
