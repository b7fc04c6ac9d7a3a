/** Les fiches de l'équipe : personnes et décisions d'éligibilité. */
package fr.maillon.rest.participant;
