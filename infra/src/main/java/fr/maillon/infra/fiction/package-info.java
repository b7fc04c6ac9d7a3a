/**
 * Invented maîtres d'ouvrage and their years, from a seed: what the measures fill the country with,
 * and the demonstration its neighbours.
 */
package fr.maillon.infra.fiction;
