/** L'équipe, au centre : la liste, l'invitation, la fiche d'un membre. */
package fr.maillon.web.equipe;
