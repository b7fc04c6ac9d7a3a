package fr.maillon.isolation;

import java.util.Map;

/**
 * Une entité dont une table garde le poids par groupe, en écarts que l'on additionne. Chaque
 * écriture en laisse un dans la même transaction, sans que le cas d'usage y pense ({@link
 * TenueDesPoids}).
 */
public interface Pesee {
  /** La table des écarts. */
  String tableDesPoids();

  /** Le groupe et le poids de la ligne, colonne par colonne. */
  Poids poids();

  /** Celui qu'avait la ligne, lue ou écrite, avant ce que l'on en change. */
  Poids poidsConnu();

  /** La ligne est lue, ou écrite, avec ce poids-là ; null : elle n'est plus. */
  void connaitre(Poids poids);

  /**
   * @param groupe colonnes et valeurs
   * @param montant euros, ou toute autre somme
   */
  record Poids(Map<String, Object> groupe, int nombre, java.math.BigDecimal montant) {
    Poids oppose() {
      return new Poids(groupe, -nombre, montant.negate());
    }

    Poids plus(Poids autre) {
      return new Poids(groupe, nombre + autre.nombre, montant.add(autre.montant));
    }

    boolean nul() {
      return nombre == 0 && montant.signum() == 0;
    }
  }
}
