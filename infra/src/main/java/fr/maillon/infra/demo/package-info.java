/**
 * The demonstration: invented maîtres d'ouvrage and their year, replayed through the same HTTP API
 * as everyone's.
 */
package fr.maillon.infra.demo;
