package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.sauvegarde.Catalogue.Colonne;
import fr.maillon.infra.sauvegarde.Catalogue.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How many rows, and the sum of their hashes: two sets of rows that agree on both are the same,
 * whatever their order on disk.
 */
final class Empreintes {
  /** What stands for the space in a table shared by all. */
  static final String COMMUNE = "-";

  private Empreintes() {}

  /**
   * @param somme sum of the 64-bit hashes of the rows, exact
   */
  record Empreinte(long lignes, String somme) {
    static final Empreinte VIDE = new Empreinte(0, "0");
  }

  /** Of every space that has rows in that table. */
  static Map<String, Empreinte> parEspace(Connection connexion, Table table) throws SQLException {
    var found = new TreeMap<String, Empreinte>();
    var espace =
        table.colonneDEspace() == null
            ? "'" + COMMUNE + "'"
            : "coalesce(" + Catalogue.cite(table.colonneDEspace()) + "::text, '" + COMMUNE + "')";
    try (var statement = connexion.createStatement();
        var row =
            statement.executeQuery(
                "select "
                    + espace
                    + ", "
                    + agregat(table.colonnes().values())
                    + " from "
                    + table.sql()
                    + " group by 1")) {
      while (row.next()) {
        found.put(row.getString(1), new Empreinte(row.getLong(2), row.getString(3)));
      }
    }
    return found;
  }

  /** Of one space, over those columns only. */
  static Empreinte de(Connection connexion, Table table, Collection<Colonne> colonnes, UUID espace)
      throws SQLException {
    try (var query =
        connexion.prepareStatement(
            "select "
                + agregat(colonnes)
                + " from "
                + table.sql()
                + " where "
                + Catalogue.cite(table.colonneDEspace())
                + " = ?")) {
      query.setObject(1, espace);
      try (var row = query.executeQuery()) {
        row.next();
        return new Empreinte(row.getLong(1), row.getString(2));
      }
    }
  }

  private static String agregat(Collection<Colonne> colonnes) {
    // a type without a hash (json, xml, point…) is compared as it is written
    var valeurs =
        colonnes.stream()
            .map(c -> c.hachable() ? c.sql() : c.sql() + "::text")
            .collect(Collectors.joining(", "));
    return "count(*), coalesce(sum(hash_record_extended(row("
        + valeurs
        + "), 0)::numeric), 0)::text";
  }
}
