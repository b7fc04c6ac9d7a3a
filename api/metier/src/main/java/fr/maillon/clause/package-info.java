/**
 * La clause d'un lot et l'engagement qu'elle porte. Le facilitateur propose, l'agent du maître
 * d'ouvrage décide ; une version décidée n'est jamais reprise, une nouvelle la remplace. Ce qui a
 * servi au calcul reste avec l'engagement : une fiche se relit des années après.
 *
 * <p>Contrats et heures restent sur l'engagement sous lequel ils ont été pris. Quand une version en
 * remplace une autre, les heures déjà validées ne bougent donc pas : le taux de la clause en
 * vigueur compte toutes les heures du lot, quel que soit l'engagement.
 */
package fr.maillon.clause;
