/**
 * Lire ce qu'on écrit : texte, nombre, durée, date. Les pages, l'API et les fichiers lisent tous
 * par ici.
 */
package fr.maillon.saisie;
