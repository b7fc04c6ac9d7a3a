/** Les filtres gardés des listes d'un espace. */
package fr.maillon.web.filtre;
