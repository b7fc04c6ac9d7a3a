package fr.maillon.calibrage;

import java.math.BigDecimal;

/**
 * Une façon de calculer les heures d'insertion à demander sur un lot. Chaque formule refuse à sa
 * construction ce qui sort de ses bornes ({@code hors-bornes}, avec le champ) : un calcul qui
 * existe est un calcul juste.
 */
public sealed interface Formule permits ParMontant, ParHeures, ParHeuresNouvelles, ParCommandes {

  /** Le numéro de la formule dans le document de domaine, gardé avec l'engagement. */
  String code();

  /** La formule avec ses valeurs, telle qu'on la lit sur une fiche. */
  String enClair();

  /** Heures avant l'arrondi à l'heure, arrondies demi vers le haut à ce nombre de décimales. */
  BigDecimal heures(int decimales);

  /** Heures retenues : arrondi demi vers le haut à l'heure, fait une seule fois, à la fin. */
  default BigDecimal heures() {
    return heures(0);
  }
}
