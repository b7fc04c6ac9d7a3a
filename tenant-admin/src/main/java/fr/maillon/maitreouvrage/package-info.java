/**
 * La vie d'un maître d'ouvrage : son espace s'ouvre, se suspend, se rouvre, se ferme, puis
 * s'efface. Aucune de ses lignes n'est lue ici.
 */
package fr.maillon.maitreouvrage;
