package fr.maillon.decp;

import java.util.OptionalInt;

/**
 * Le vocabulaire commun des marchés publics (règlement CE 213/2008), fourni par l'appelant ; {@link
 * CpvDe2008} est celui en vigueur. La clé d'un code ne se calcule pas toujours : elle se lit dans
 * la liste.
 */
@FunctionalInterface
public interface NomenclatureCpv {
  /**
   * Clé de contrôle (0 à 9) du code à huit chiffres, vide si le code n'est pas dans la
   * nomenclature.
   */
  OptionalInt cle(String huitChiffres);
}
