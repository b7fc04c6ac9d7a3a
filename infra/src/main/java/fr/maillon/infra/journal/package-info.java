/**
 * {@code ./mvnw -Prun,journal}: reads every journal of a database again, line by line, with a hash
 * of its own.
 */
package fr.maillon.infra.journal;
