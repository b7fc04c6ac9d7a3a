/** Ce que toutes les listes ont en commun : une page bornée, un texte cherchable. */
package fr.maillon.liste;
