/**
 * Sauvegarder toute la plateforme, n'en rendre qu'un espace. Une copie de base et le journal
 * archivé de PostgreSQL (WAL) redonnent n'importe quel instant ; {@link
 * fr.maillon.infra.sauvegarde.Restauration} y prend les lignes d'un seul maître d'ouvrage.
 */
package fr.maillon.infra.sauvegarde;
