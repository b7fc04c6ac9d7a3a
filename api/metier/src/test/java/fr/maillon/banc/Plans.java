package fr.maillon.banc;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Ce que PostgreSQL ferait d'une requête : quelles tables d'espace il relirait entières, quels
 * index il prendrait qui ne commencent pas par l'espace. Lu sous trois jours : avec ses valeurs ;
 * en plan générique, celui des ordres préparés ; lecture complète interdite, pour qu'une table
 * encore petite ne cache pas l'absence d'un index.
 */
final class Plans {
  private static final List<String> JOURS =
      List.of("valeurs", "générique", "sans lecture complète");

  private static final Pattern VALEUR =
      Pattern.compile("\\((?:NULL|'(?:[^']|'')*')(::[a-z0-9_ ]+)?\\)");

  /** Sous tant de pages, tout relire coûte moins qu'un index : seul le troisième jour en juge. */
  private static final long PETITE = 100;

  private static final List<String> CONDITIONS = List.of("Index Cond", "Recheck Cond", "Filter");

  /** Ce que prépare em.find : l'identifiant seul, que la décision 21 laisse à faire. */
  private static final String PAR_IDENTIFIANT = " WHERE (ID = ?)";

  private static final Pattern ROUTE = Pattern.compile("tenant_id = (?!ANY)");

  private static final long LIGNES_REJETEES = 20_000;

  private final Set<String> tables = new HashSet<>();
  private final Map<String, String> tableDeLIndex = new HashMap<>();
  private final Map<String, String> premiereColonne = new HashMap<>();
  private final Map<String, Long> pages = new HashMap<>();

  Plans(Connection superutilisateur) throws SQLException {
    try (var s = superutilisateur.createStatement()) {
      try (var r =
          s.executeQuery(
              "select c.relname, c.relpages from pg_class c join pg_attribute a on a.attrelid ="
                  + " c.oid and a.attname = 'tenant_id' join pg_namespace n on n.oid ="
                  + " c.relnamespace where c.relkind = 'r' and n.nspname in ('metier',"
                  + " 'consolide')")) {
        while (r.next()) {
          tables.add(r.getString(1));
          pages.put(r.getString(1), r.getLong(2));
        }
      }
      try (var r =
          s.executeQuery(
              "select i.indexrelid::regclass::text, c.relname, a.attname from pg_index i join"
                  + " pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid ="
                  + " c.relnamespace left join pg_attribute a on a.attrelid = c.oid and a.attnum ="
                  + " i.indkey[0] where n.nspname in ('metier', 'consolide')")) {
        while (r.next()) {
          var index = r.getString(1).replaceAll("^.*\\.", "");
          tableDeLIndex.put(index, r.getString(2));
          premiereColonne.put(index, String.valueOf(r.getString(3)));
        }
      }
    }
  }

  Set<String> tables() {
    return Set.copyOf(tables);
  }

  /**
   * Les fautes du plan, sous ses trois jours ; vide : il ne lit que l'espace.
   *
   * @param lues reçoit les tables d'espace que le plan lit
   */
  List<String> fautes(Connection connexion, String prepare, String valeurs, Set<String> lues)
      throws SQLException {
    var fautes = new ArrayList<String>();
    for (var jour : JOURS) {
      try (var s = connexion.createStatement()) {
        if (jour.equals("sans lecture complète")) {
          s.execute("set local enable_seqscan = off");
        }
        var explain =
            switch (jour) {
              case "valeurs" -> "explain (analyze, timing off, verbose, format json) " + valeurs;
              case "générique" ->
                  "explain (generic_plan, verbose, format json) " + numerotee(prepare, valeurs);
              default -> "explain (verbose, format json) " + valeurs;
            };
        try (var r = s.executeQuery(explain)) {
          r.next();
          for (var noeud : noeuds(r.getString(1))) {
            var faute = faute(noeud, jour, lues, !prepare.endsWith(PAR_IDENTIFIANT));
            if (faute != null) {
              fautes.add("[" + jour + "] " + faute);
            }
          }
        }
        s.execute("set local enable_seqscan = on");
      }
    }
    return fautes;
  }

  private String faute(Map<String, String> noeud, String jour, Set<String> lues, boolean route) {
    // chaque ligne d'une table essayée contre chaque ligne d'une autre : le coût est le carré de
    // l'espace
    if (Double.parseDouble(noeud.getOrDefault("Rows Removed by Join Filter", "0"))
        > LIGNES_REJETEES) {
      return noeud.get("Node Type")
          + " rejette "
          + noeud.get("Rows Removed by Join Filter")
          + " paires de lignes";
    }
    var type = noeud.get("Node Type");
    var table = noeud.get("Relation Name");
    var index = noeud.get("Index Name");
    if (table == null && index != null) {
      table = tableDeLIndex.get(index);
    }
    if (!tables.contains(table)) {
      return null;
    }
    lues.add(table);
    // la politique est la garde ; ce prédicat est la route, qui mène à un seul nœud
    if (route
        && TenantScope.perimetre() instanceof Perimetre.UnMaitreOuvrage
        && CONDITIONS.stream().anyMatch(noeud::containsKey)
        && !ROUTE
            .matcher(CONDITIONS.stream().map(c -> noeud.getOrDefault(c, "")).collect(joining(" ")))
            .find()) {
      return type + " sur " + table + " sans « tenant_id = » : " + noeud;
    }
    if (index == null) {
      // la table est au bout d'un Bitmap Heap Scan, dont l'index est un autre noeud
      return type.equals("Bitmap Heap Scan")
              || pages.get(table) < PETITE && !jour.equals("sans lecture complète")
          ? null
          : type + " sur " + table + " " + noeud;
    }
    if (!"tenant_id".equals(premiereColonne.get(index))) {
      return index + " commence par " + premiereColonne.get(index);
    }
    return noeud.getOrDefault("Index Cond", "").contains("tenant_id")
        ? null
        : index + " parcouru sans condition d'espace : " + noeud;
  }

  /**
   * Les points d'interrogation de JDBC numérotés comme PostgreSQL les veut, du type que pgjdbc leur
   * donne avec leur valeur : {@code ('5'::int4)}.
   */
  static String numerotee(String prepare, String valeurs) {
    var numerote = new StringBuilder();
    int n = 0;
    int lu = 0;
    for (int i = 0; i < prepare.length(); i++, lu++) {
      if (prepare.charAt(i) != '?') {
        numerote.append(prepare.charAt(i));
        continue;
      }
      var valeur = VALEUR.matcher(valeurs).region(lu, valeurs.length());
      if (!valeur.lookingAt()) {
        throw new IllegalStateException("valeur illisible : " + valeurs.substring(lu));
      }
      numerote.append('$').append(++n).append(valeur.group(1) == null ? "" : valeur.group(1));
      lu = valeur.end() - 1;
    }
    return numerote.toString();
  }

  /** Les noeuds du plan, à plat : leurs textes seulement. */
  private static List<Map<String, String>> noeuds(String json) {
    var noeuds = new ArrayList<Map<String, String>>();
    var pile = new java.util.ArrayDeque<Map<String, String>>();
    try (var lecteur = new JsonFactory().createParser(json)) {
      for (var jeton = lecteur.nextToken(); jeton != null; jeton = lecteur.nextToken()) {
        if (jeton == JsonToken.START_OBJECT) {
          pile.push(new HashMap<>());
        } else if (jeton == JsonToken.END_OBJECT) {
          var noeud = pile.pop();
          if (noeud.containsKey("Node Type")) {
            noeuds.add(noeud);
          }
        } else if ((jeton == JsonToken.VALUE_STRING || jeton.isNumeric())
            && lecteur.currentName() != null) {
          pile.peek().put(lecteur.currentName(), lecteur.getText());
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return noeuds;
  }
}
