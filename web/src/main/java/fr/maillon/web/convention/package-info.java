/** Les conventions : les tenir au centre, les lire chez le maître d'ouvrage. */
package fr.maillon.web.convention;
