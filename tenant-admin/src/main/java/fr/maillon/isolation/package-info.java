/**
 * L'isolation. Une demande reçoit un {@link fr.maillon.isolation.Perimetre} à l'entrée, {@link
 * fr.maillon.isolation.TenantScope} le porte, {@link fr.maillon.isolation.TenantConnectionListener}
 * le dit à PostgreSQL, et la sécurité par ligne décide. Rien d'autre ne le pose, rien d'autre ne le
 * lit.
 */
package fr.maillon.isolation;
