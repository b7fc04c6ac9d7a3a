/**
 * Les contrats d'insertion : une personne éligible, un engagement d'un marché, un employeur, des
 * dates.
 */
package fr.maillon.contrat;
