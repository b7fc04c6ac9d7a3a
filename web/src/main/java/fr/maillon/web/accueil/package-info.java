/** Là où chacun arrive. */
package fr.maillon.web.accueil;
