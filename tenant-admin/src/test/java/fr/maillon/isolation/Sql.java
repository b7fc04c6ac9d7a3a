package fr.maillon.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Lire une colonne : tout ce que ces essais demandent à une requête. */
final class Sql {
  private Sql() {}

  static List<String> colonne(Connection connexion, String sql) throws SQLException {
    try (var instruction = connexion.createStatement();
        var lignes = instruction.executeQuery(sql)) {
      var valeurs = new ArrayList<String>();
      while (lignes.next()) {
        valeurs.add(lignes.getString(1));
      }
      return valeurs;
    }
  }
}
