/** L'heure, injectée : aucune règle ne la lit autrement. */
package fr.maillon.horloge;
