/** Ce qui garde les pages : en-têtes, jeton des formulaires, inactivité, identité. */
package fr.maillon.web.securite;
