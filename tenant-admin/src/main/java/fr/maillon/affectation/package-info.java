/**
 * Quel facilitateur assiste quel maître d'ouvrage, de quand à quand, et comment l'un passe la main
 * à l'autre.
 */
package fr.maillon.affectation;
