/** Les pages de l'exécution d'un espace : engagements, contrats, heures. */
package fr.maillon.web.heures;
