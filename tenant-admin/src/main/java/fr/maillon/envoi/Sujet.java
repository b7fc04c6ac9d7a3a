package fr.maillon.envoi;

import java.util.UUID;

/**
 * Ce qui cause un envoi, et montre où il en est.
 *
 * @param type nom stable, en minuscules et tirets
 */
public record Sujet(String type, UUID id) {}
