/**
 * Les heures d'insertion : déclarées par mois, validées dans un registre où rien ne s'efface. Une
 * ligne validée n'est jamais reprise : le chiffre publié hier doit pouvoir être retrouvé, et une
 * erreur se rattrape par une contre-passation, motivée et signée.
 */
package fr.maillon.heures;
