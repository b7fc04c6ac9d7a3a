/** Les espaces comme objets : l'administration centrale les ouvre, les tient, les ferme. */
package fr.maillon.web.centre;
