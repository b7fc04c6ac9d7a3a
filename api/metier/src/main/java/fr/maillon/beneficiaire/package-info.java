/** Ceux pour qui une centrale d'achat achète : une liste qu'elle tient, une ligne par SIRET. */
package fr.maillon.beneficiaire;
