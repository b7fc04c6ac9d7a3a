package fr.maillon.isolation;

import fr.maillon.infra.Postgres;
import java.sql.SQLException;

/**
 * Une base neuve, migrée, semée des deux espaces ; la même pour toutes les classes d'essai, qui la
 * rendent comme elles l'ont trouvée.
 */
final class BaseSemee {
  private static Postgres postgres;

  private BaseSemee() {}

  static synchronized Postgres postgres() throws SQLException {
    if (postgres == null) {
      var neuve = Postgres.base();
      Jeu.semer(neuve);
      postgres = neuve;
    }
    return postgres;
  }
}
