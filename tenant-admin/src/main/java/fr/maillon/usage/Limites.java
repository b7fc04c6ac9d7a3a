package fr.maillon.usage;

/**
 * Ce qu'un espace peut prendre de la plateforme.
 *
 * @param requetesMinute demandes par minute, toutes personnes confondues
 * @param simultanees demandes servies en même temps par un serveur
 * @param exportsSimultanes exports menés en même temps
 * @param stockageMo place de ses lignes et de ses fichiers, en millions d'octets
 */
public record Limites(int requetesMinute, int simultanees, int exportsSimultanes, int stockageMo) {
  static final long OCTETS_PAR_MO = 1_000_000;

  long stockageOctets() {
    return stockageMo * OCTETS_PAR_MO;
  }
}
