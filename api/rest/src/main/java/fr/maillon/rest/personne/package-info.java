/** Les personnes d'un espace et leurs invitations, par l'API. */
package fr.maillon.rest.personne;
