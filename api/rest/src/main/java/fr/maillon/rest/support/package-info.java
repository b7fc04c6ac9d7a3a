/** L'API de l'accès du support. */
package fr.maillon.rest.support;
