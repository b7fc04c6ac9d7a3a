/** Les travaux de fond : où ils en sont, et de quoi les arrêter. */
package fr.maillon.rest.travail;
