/**
 * Faire confirmer à quelqu'un que c'est bien lui : un aller et retour chez Keycloak, à part de la
 * connexion, et ce qu'il prouve.
 */
package fr.maillon.assurance;
