/**
 * L'exécution d'un espace : contrats d'insertion, heures déclarées et validées, chiffres de
 * l'année.
 */
package fr.maillon.rest.heures;
