/**
 * La grille de référence : part de main-d'oeuvre et coût horaire par métier. Aucune table nationale
 * officielle n'existe et les sources publiées se contredisent : chaque ligne est donc datée,
 * sourcée, et l'équipe la remplace sans jamais la réécrire.
 */
package fr.maillon.grille;
