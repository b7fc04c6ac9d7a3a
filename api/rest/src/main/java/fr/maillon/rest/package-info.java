/**
 * L'API HTTP : une porte d'entrée, une seule route de l'exception à la réponse, et des ressources
 * qui ne font qu'appeler le métier.
 */
package fr.maillon.rest;
