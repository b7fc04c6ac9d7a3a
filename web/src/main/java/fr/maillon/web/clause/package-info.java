/** Calibrer un marché, suivre ses clauses, tenir la grille de référence. */
package fr.maillon.web.clause;
