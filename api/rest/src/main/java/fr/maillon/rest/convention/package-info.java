/** Les conventions, vues du centre et du maître d'ouvrage. */
package fr.maillon.rest.convention;
