/**
 * Sortir d'un espace et l'effacer. L'archive se fait sous le périmètre de l'espace même, en {@code maillon_app} : la sécurité par ligne ne
 * lui montre rien d'autre. L'effacement se fait en {@code maillon_entretien}, à qui la base ne montre que les espaces fermés dont le délai
 * est passé. Les tables sont lues au catalogue : une table neuve est exportée, reprise et effacée sans qu'on y pense.
 */
package fr.maillon.maitreouvrage.archive;
