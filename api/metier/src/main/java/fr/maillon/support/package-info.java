/**
 * L'accès du support à un espace : une fenêtre que l'acheteur ouvre, ou un bris de glace dont il
 * est averti aussitôt.
 */
package fr.maillon.support;
