/** Qui assiste qui, de quand à quand ; et, partant, où chacun peut entrer aujourd'hui. */
package fr.maillon.convention;
