/** Rien de tapé ne se perd quand la session finit pendant qu'on écrit. */
package fr.maillon.saisiegardee;
