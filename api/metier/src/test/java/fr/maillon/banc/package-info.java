/** De quoi essayer un cas d'usage devant une vraie base, sans serveur. */
package fr.maillon.banc;
