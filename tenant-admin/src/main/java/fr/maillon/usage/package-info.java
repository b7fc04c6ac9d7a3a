/** L'usage équitable : ce qu'un espace peut demander à la plateforme sans gêner les autres. */
package fr.maillon.usage;
