/** L'aperçu et l'import des données publiées, par l'API. */
package fr.maillon.rest.importdecp;
