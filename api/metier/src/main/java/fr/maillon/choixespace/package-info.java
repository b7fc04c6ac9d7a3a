/** Passer d'un maître d'ouvrage à l'autre : les chercher, les épingler, les voir tous ensemble. */
package fr.maillon.choixespace;
