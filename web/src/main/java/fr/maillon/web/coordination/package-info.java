/** La coordination : qui assiste qui, passer la main, répartir la charge. */
package fr.maillon.web.coordination;
