/**
 * Les pages : une adresse publique mène à une vue, dans le périmètre que la base ouvre à qui la
 * demande.
 */
package fr.maillon.web;
