/**
 * Retrouver une demande dans les journaux : un numéro par demande, l'espace où elle est, jamais une
 * personne.
 */
package fr.maillon.trace;
