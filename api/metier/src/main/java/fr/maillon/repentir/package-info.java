/** Ce qu'un geste vient d'ôter, gardé une minute. */
package fr.maillon.repentir;
