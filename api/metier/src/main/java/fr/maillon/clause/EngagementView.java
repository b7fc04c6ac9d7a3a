package fr.maillon.clause;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * L'engagement d'une version de clause, et tout ce qui a servi à le calculer.
 *
 * @param quantite dans l'unité ; heures au quart d'heure
 * @param heuresDues la quantité quand l'unité est HEURES, sinon 0
 * @param annee année où ces heures comptent
 * @param formule F1, F2, F3, F4, ou SAISIE
 * @param enClair le calcul en une phrase ; null pour une saisie
 * @param montantHt F1 : montant du lot ; F4 : commandes prévues ; en euros
 * @param partMainOeuvre de 0 à 1
 * @param tauxInsertion de 0 à 1
 * @param coutHoraire euros par heure
 * @param heuresMarche F2 : heures travaillées ; F3 : heures du marché
 * @param heuresExactes avant l'arrondi à l'heure, six décimales
 * @param grilleCode ligne de la grille de référence, s'il y en a une
 * @param grilleSource sa source, telle qu'elle était ce jour-là
 */
public record EngagementView(
    UUID id,
    Unite unite,
    BigDecimal quantite,
    BigDecimal heuresDues,
    int annee,
    String formule,
    String enClair,
    BigDecimal montantHt,
    BigDecimal partMainOeuvre,
    BigDecimal tauxInsertion,
    BigDecimal coutHoraire,
    BigDecimal heuresMarche,
    BigDecimal heuresReprises,
    BigDecimal tranche,
    BigDecimal heuresParTranche,
    Boolean tranchesPleines,
    BigDecimal heuresExactes,
    String grilleCode,
    String grilleSource) {}
