/**
 * Les personnes d'un espace : invitées, tenues, confirmées, retirées par son administrateur. Un
 * compte appartient à Keycloak, un droit à la base : une personne a un seul compte et autant de
 * droits que d'espaces. Un espace ouvert n'est jamais sans administrateur.
 */
package fr.maillon.personne;
