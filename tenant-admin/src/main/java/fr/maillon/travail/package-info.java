/**
 * Le travail de fond : une table, un moteur. Ce qui dure est posé par {@link
 * fr.maillon.travail.FileDesTravaux}, mené par un {@link fr.maillon.travail.Executant} au nom de
 * qui l'a demandé, et se suit par {@link fr.maillon.travail.SuivreTravaux}.
 */
package fr.maillon.travail;
