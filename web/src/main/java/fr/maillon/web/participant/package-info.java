/** Les pages des fiches de l'équipe. */
package fr.maillon.web.participant;
