/** Couleurs, feuilles de style, caractères : tout vient d'ici, rien d'ailleurs. */
package fr.maillon.web.theme;
