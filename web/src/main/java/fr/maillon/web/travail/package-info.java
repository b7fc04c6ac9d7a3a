/** Un travail de fond, sur une page qui se relit seule. */
package fr.maillon.web.travail;
