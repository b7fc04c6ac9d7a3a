package fr.maillon.participant;

import java.time.Instant;

/**
 * Un champ corrigé d'une fiche.
 *
 * @param avant null quand le champ est sensible : seul le fait est gardé
 * @param apres null de même
 */
public record CorrectionView(ChampDeFiche champ, String avant, String apres, String par, Instant le) {}
