package fr.maillon.participant;

import java.time.Instant;
import java.util.UUID;

/**
 * Un champ corrigé d'une fiche.
 *
 * @param avant null quand le champ est sensible : seul le fait est gardé
 * @param apres null de même
 */
public record CorrectionView(
    ChampDeFiche champ, String avant, String apres, UUID parId, String par, Instant quand) {}
