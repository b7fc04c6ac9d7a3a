/**
 * Les chiffres de tous les espaces, pour l'administration centrale : des agrégats, jamais une ligne
 * d'un espace.
 */
package fr.maillon.rest.consolidation;
