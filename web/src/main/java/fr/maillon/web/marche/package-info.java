/** Les pages des marchés : les trouver, les lire, en saisir un. */
package fr.maillon.web.marche;
