/** Qui peut entrer où aujourd'hui, et la trace de qui est entré. */
package fr.maillon.acces;
