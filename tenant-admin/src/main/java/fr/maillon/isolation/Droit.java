package fr.maillon.isolation;

/**
 * Le droit d'un agent dans son espace, du plus étroit au plus large ; chacun contient les
 * précédents. L'export n'en fait pas partie.
 */
public enum Droit {
  LECTEUR,
  ACHETEUR,
  REFERENT,
  ADMINISTRATEUR;

  public boolean vaut(Droit autre) {
    return compareTo(autre) >= 0;
  }
}
