package fr.maillon.infra.sauvegarde;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of a database and what ties them, read from PostgreSQL itself: a table added tomorrow
 * is found without a line here.
 *
 * @param tables by qualified name, our schemas only
 */
record Catalogue(Map<String, Table> tables, List<Cle> cles) {
  static final String MAITRE_OUVRAGE = "plateforme.maitre_ouvrage";
  private static final String A_NOUS =
      " n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public') ";

  /** Whose rows a table holds: that decides what a restore does with them. */
  enum Portee {
    /** {@code tenant_id}: the business of a space, which comes back with it. */
    ESPACE,
    /**
     * {@code maitre_ouvrage_id}: what the platform knows of a space (rights, conventions, journal),
     * which time does not undo.
     */
    PLATEFORME,
    /** Neither: shared by all. */
    COMMUNE
  }

  record Colonne(String nom, String type, boolean obligatoire, boolean calculee, boolean hachable) {
    String sql() {
      return cite(nom);
    }
  }

  /**
   * @param colonneDEspace the column that says whose row it is; null when shared
   */
  record Table(String nom, Portee portee, String colonneDEspace, Map<String, Colonne> colonnes) {
    String sql() {
      var dot = nom.indexOf('.');
      return cite(nom.substring(0, dot)) + "." + cite(nom.substring(dot + 1));
    }
  }

  /**
   * A foreign key.
   *
   * @param action what the parent's deletion does: a, r, c, n or d, as in pg_constraint
   */
  record Cle(
      String nom, String enfant, List<String> de, String parent, List<String> vers, char action) {}

  static String cite(String identifiant) {
    return "\"" + identifiant.replace("\"", "\"\"") + "\"";
  }

  static Catalogue lire(Connection connexion) throws SQLException {
    var colonnes = new TreeMap<String, Map<String, Colonne>>();
    try (var statement = connexion.createStatement();
        var row =
            statement.executeQuery(
                """
                select n.nspname || '.' || c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                       a.attnotnull and not a.atthasdef and a.attidentity = '', a.attgenerated <> '',
                       exists (select from pg_type t left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
                                join pg_opclass o on o.opcintype = coalesce(nullif(t.typbasetype, 0), e.oid, t.oid) or (t.typtype = 'e' and o.opcintype = 'anyenum'::regtype)
                                      or o.opcintype = 'text'::regtype and t.oid = 'varchar'::regtype
                                join pg_am m on m.oid = o.opcmethod and m.amname = 'hash' where t.oid = a.atttypid)
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 where c.relkind in ('r', 'p') and not c.relispartition and\
                """
                    + A_NOUS
                    + "order by 1, a.attnum")) {
      while (row.next()) {
        colonnes
            .computeIfAbsent(row.getString(1), t -> new LinkedHashMap<>())
            .put(
                row.getString(2),
                new Colonne(
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getBoolean(6)));
      }
    }
    var tables = new TreeMap<String, Table>();
    colonnes.forEach((nom, siennes) -> tables.put(nom, table(nom, siennes)));
    var cles = new ArrayList<Cle>();
    try (var statement = connexion.createStatement();
        var row =
            statement.executeQuery(
                """
                select k.conname, n.nspname || '.' || c.relname, pn.nspname || '.' || p.relname, k.confdeltype,
                       (select array_agg(a.attname::text order by o.i) from unnest(k.conkey) with ordinality o (n, i) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = o.n),
                       (select array_agg(a.attname::text order by o.i) from unnest(k.confkey) with ordinality o (n, i) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = o.n)
                  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                  join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
                 where k.contype = 'f' and k.conparentid = 0 and\
                """
                    + A_NOUS
                    + "order by 2, 1")) {
      while (row.next()) {
        cles.add(
            new Cle(
                row.getString(1),
                row.getString(2),
                noms(row.getArray(5)),
                row.getString(3),
                noms(row.getArray(6)),
                row.getString(4).charAt(0)));
      }
    }
    return new Catalogue(tables, cles);
  }

  private static List<String> noms(java.sql.Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  private static Table table(String nom, Map<String, Colonne> colonnes) {
    if (colonnes.containsKey("tenant_id")) {
      return new Table(nom, Portee.ESPACE, "tenant_id", colonnes);
    }
    if (nom.equals(MAITRE_OUVRAGE)) {
      return new Table(nom, Portee.PLATEFORME, "id", colonnes);
    }
    return colonnes.containsKey("maitre_ouvrage_id")
        ? new Table(nom, Portee.PLATEFORME, "maitre_ouvrage_id", colonnes)
        : new Table(nom, Portee.COMMUNE, null, colonnes);
  }

  List<Table> deLEspace() {
    return tables.values().stream().filter(t -> t.portee() == Portee.ESPACE).toList();
  }
}
