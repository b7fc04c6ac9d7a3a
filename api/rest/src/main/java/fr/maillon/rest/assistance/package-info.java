/** Demander l'aide de l'équipe, et la donner. */
package fr.maillon.rest.assistance;
