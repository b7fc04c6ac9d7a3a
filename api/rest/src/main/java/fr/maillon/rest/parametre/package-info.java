/** Les paramètres datés et sourcés, tenus par le centre, par l'API. */
package fr.maillon.rest.parametre;
