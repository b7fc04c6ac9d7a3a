/**
 * L'exécution d'une clause : les contrats d'insertion (une personne éligible, un engagement d'un
 * marché, un employeur, des dates) et les heures, déclarées par mois, validées dans un registre où
 * rien ne s'efface. Une ligne validée n'est jamais reprise : le chiffre publié hier doit pouvoir
 * être retrouvé, et une erreur se rattrape par une contre-passation, motivée et signée.
 */
package fr.maillon.execution;
