/** L'usage équitable, en pages. */
package fr.maillon.web.usage;
