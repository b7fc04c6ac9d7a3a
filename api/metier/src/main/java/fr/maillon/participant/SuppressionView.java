package fr.maillon.participant;

import java.time.Instant;
import java.util.UUID;

/** Une fiche supprimée : son numéro, qui, quand. Rien de la personne. */
public record SuppressionView(UUID id, UUID parId, String par, Instant quand) {}
