package fr.maillon.isolation;

import fr.maillon.infra.Postgres;
import java.sql.SQLException;

/**
 * Une base neuve, migrée, semée des deux espaces, à qui la demande : les classes d'essai tournent
 * ensemble.
 */
final class BaseSemee {
  private static Postgres modele;

  private BaseSemee() {}

  static synchronized Postgres copie() throws SQLException {
    if (modele == null) {
      var neuve = Postgres.base();
      Jeu.semer(neuve);
      modele = neuve;
    }
    return modele.copie();
  }
}
