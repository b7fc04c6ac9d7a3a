/**
 * Effacer un espace fermé, et le prouver. Se fait en {@code maillon_entretien}, à qui la base ne
 * montre que les espaces fermés dont le délai est passé. Les tables sont lues au catalogue : une
 * table neuve est effacée sans qu'on y pense. Le certificat retient ce qui reste à faire ensuite,
 * puisque la boîte d'envoi de l'espace est partie avec lui.
 */
package fr.maillon.maitreouvrage.effacement;
