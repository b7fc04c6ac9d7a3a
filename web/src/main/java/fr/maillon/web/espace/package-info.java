/**
 * L'espace lui-même : son bandeau, son logo, sa fiche, les bénéficiaires d'une centrale d'achat.
 */
package fr.maillon.web.espace;
