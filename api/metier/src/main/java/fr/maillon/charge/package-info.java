/** La charge de chacun dans l'équipe, et de quoi la répartir. */
package fr.maillon.charge;
