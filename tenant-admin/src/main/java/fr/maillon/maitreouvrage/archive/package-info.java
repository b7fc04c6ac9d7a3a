/**
 * Sortir d'un espace, et reprendre ce qui en est sorti. L'archive se fait sous le périmètre de
 * l'espace même, en {@code maillon_app} : la sécurité par ligne ne lui montre rien d'autre. Les
 * tables sont lues au catalogue : une table neuve est exportée et reprise sans qu'on y pense.
 */
package fr.maillon.maitreouvrage.archive;
