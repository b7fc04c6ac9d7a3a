/**
 * Les personnes en insertion : fiches de l'équipe, non d'un maître d'ouvrage. On garde le moins
 * possible (RGPD, domaine, 3) : jamais de NIR, la trace d'une preuve vue et jamais sa copie, un
 * critère codé dont l'accès est restreint quand il touche à la santé ou à la justice.
 */
package fr.maillon.participant;
