/**
 * Ce qu'un essai déploie dans le serveur : des appels de plusieurs espaces, entremêlés sur une
 * seule connexion. Rien d'ici n'est livré.
 */
package fr.maillon.tempete;
