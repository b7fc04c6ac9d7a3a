/** Les grands fichiers gardés en base par morceaux : jamais plus d'un en mémoire. */
package fr.maillon.fichier;
