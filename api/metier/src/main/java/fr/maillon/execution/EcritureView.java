package fr.maillon.execution;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * Une écriture du registre.
 *
 * @param heures signées
 */
public record EcritureView(
    UUID id,
    NatureEcriture nature,
    BigDecimal heures,
    String motif,
    UUID auteurId,
    String auteur,
    Instant ecritLe) {}
