/**
 * Ouvrir des espaces en nombre : un fichier déposé, relu ligne à ligne, confirmé, mené en tâche de
 * fond.
 */
package fr.maillon.importespaces;
