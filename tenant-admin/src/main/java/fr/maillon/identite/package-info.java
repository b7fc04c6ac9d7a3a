/**
 * Le nom et l'adresse d'une personne, changés par l'administrateur de son seul espace ou par le
 * centre, jamais par elle. L'adresse ne change qu'une fois confirmée par son compte, avec le lien
 * qu'ouvre une invitation ; notre ligne est la source, Keycloak suit par la boîte d'envoi.
 */
package fr.maillon.identite;
