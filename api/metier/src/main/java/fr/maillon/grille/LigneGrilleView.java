package fr.maillon.grille;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Une ligne de la grille de référence.
 *
 * @param du premier jour où elle vaut
 * @param au dernier jour ; null : sans fin fixée
 * @param partMainOeuvre de 0 à 1
 * @param coutHoraire coût horaire chargé, en euros
 * @param source d'où viennent les deux valeurs
 * @param verifie faux : la source n'a pas été relue
 */
public record LigneGrilleView(
    UUID id,
    String code,
    String libelle,
    LocalDate du,
    LocalDate au,
    BigDecimal partMainOeuvre,
    BigDecimal coutHoraire,
    String source,
    boolean verifie) {}
