/**
 * Lire un tableur tel qu'on l'exporte, et en écrire un que nul tableur ne prendra pour des
 * formules.
 */
package fr.maillon.csv;
