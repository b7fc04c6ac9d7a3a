package fr.maillon.travail;

import java.util.UUID;

/**
 * La prise d'un travail par un serveur.
 *
 * @param jeton tiré à chaque prise : qui n'a plus le dernier n'écrit plus
 */
public record Bail(UUID tenantId, UUID travail, UUID jeton) {}
