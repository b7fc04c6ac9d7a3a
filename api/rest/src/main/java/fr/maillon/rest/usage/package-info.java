/** L'usage équitable, par l'API. */
package fr.maillon.rest.usage;
