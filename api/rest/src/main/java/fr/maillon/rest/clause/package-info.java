/** Les clauses d'un espace : proposer, accepter, refuser, relire. */
package fr.maillon.rest.clause;
