/**
 * Accepter une invitation : la seule page, hors de l'aide, ouverte à qui n'a pas encore de compte.
 */
package fr.maillon.web.invitation;
