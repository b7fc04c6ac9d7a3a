/** L'API du journal d'un espace. */
package fr.maillon.rest.tracabilite;
