/** Calibrer, et la grille de référence. */
package fr.maillon.rest.calibrage;
