/**
 * Les pages de l'assistance : demander, répondre, et le travail de l'équipe sur tous ses espaces.
 */
package fr.maillon.web.assistance;
