/** Les pages où un espace tient ses personnes. */
package fr.maillon.web.personne;
