/** La page du journal d'un espace, et son fichier. */
package fr.maillon.web.tracabilite;
