/** La page de l'administration centrale : des agrégats, jamais une ligne d'un espace. */
package fr.maillon.web.consolidation;
