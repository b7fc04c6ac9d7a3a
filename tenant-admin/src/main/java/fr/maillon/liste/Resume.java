package fr.maillon.liste;

import java.math.BigDecimal;

/**
 * Ce que pèse une sélection.
 *
 * @param somme null quand elle n'a pas de ligne
 */
public record Resume(Long total, BigDecimal somme) {}
