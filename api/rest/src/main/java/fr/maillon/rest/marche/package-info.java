/** Les marchés d'un espace, par l'API. */
package fr.maillon.rest.marche;
