/**
 * Les valeurs datées et sourcées dont dépendent les règles : délais, seuils, plafonds. Aucune n'est
 * une constante du code.
 */
package fr.maillon.parametre;
