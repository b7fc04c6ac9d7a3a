/** Les paramètres, en pages. */
package fr.maillon.web.parametre;
