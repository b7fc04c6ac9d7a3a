/**
 * Calibrer : combien d'heures d'insertion demander, et ce qui s'en déduit (taux, équivalent temps
 * plein, pénalité). Calcul pur en décimaux exacts, sans base ni horloge ; seule la grille de
 * référence, datée et sourcée, est lue en base. Chaque formule porte le numéro du document de
 * domaine (F1 à F9).
 */
package fr.maillon.calibrage;
