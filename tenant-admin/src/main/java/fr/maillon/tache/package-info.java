/** Ce que Maillon fait sans que personne le demande : envoyer, purger, effacer, reprendre. */
package fr.maillon.tache;
