/** Revenir, dans la minute, sur ce qu'on vient d'ôter. */
package fr.maillon.ravisement;
