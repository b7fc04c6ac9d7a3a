/**
 * Lire les conventions : le centre, toutes ; la coordination, qui assiste qui ; un maître
 * d'ouvrage, les siennes, passées comprises.
 */
package fr.maillon.suiviconvention;
