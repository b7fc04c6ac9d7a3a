/** Les refus que le métier peut opposer, sans rien savoir de qui les affichera. */
package fr.maillon.regle;
