/**
 * L'entrée des données publiées dans un espace : l'aperçu, le dépôt du fichier, l'import en tâche
 * de fond, ce qu'il est advenu de chaque enregistrement. Le fichier reçu est gardé par morceaux
 * tant que l'import n'est pas mené à terme : il survit à un arrêt du serveur.
 */
package fr.maillon.importdecp;
