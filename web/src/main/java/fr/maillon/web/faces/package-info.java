/** Ce que Faces doit faire pour toutes les pages sans qu'aucune ait à le demander. */
package fr.maillon.web.faces;
