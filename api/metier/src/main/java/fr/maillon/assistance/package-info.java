/**
 * Demander l'aide de l'équipe et la donner. Une demande vit dans l'espace du maître d'ouvrage ;
 * l'équipe la voit, avec toutes celles qui lui sont ouvertes aujourd'hui, dans son portefeuille en
 * lecture seule, et entre dans l'espace pour y répondre.
 */
package fr.maillon.assistance;
