/** Ce que les pages de toutes les fonctions ont en commun. */
package fr.maillon.web.commun;
