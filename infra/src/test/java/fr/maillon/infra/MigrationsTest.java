package fr.maillon.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Views and functions live in the repeatable scripts: whatever way a base came, it holds the same.
 */
class MigrationsTest {
  /** Numbered by hand, before the scripts held the views; those after carry the minute. */
  private static final String LAST_NUMBERED = "V065";

  private static final Pattern CREATED =
      Pattern.compile("(?mi)^create (?:or replace )?(view|function) ([a-z_.]+)");

  /** A column or a constraint keeps what they answered: they change by a migration. */
  private static final List<String> STORED = List.of("app.cherchable", "app.services_connus");

  private static final List<String> CATALOGUE =
      List.of(
          """
          select 'vue ' || c.oid::regclass || ' ' || pg_get_userbyid(c.relowner) || ' ' || coalesce(c.reloptions::text, '') || ' '
                 || coalesce((select string_agg(a::text, ',' order by a::text) from unnest(c.relacl) a), '') || ' ' || coalesce(obj_description(c.oid, 'pg_class'), '')
                 || ' ' || pg_get_viewdef(c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and n.nspname in (%s) order by 1
          """,
          """
          select 'fonction ' || p.oid::regprocedure || ' ' || pg_get_userbyid(p.proowner) || ' ' || coalesce((select string_agg(a::text, ',' order by a::text) from unnest(p.proacl) a), '')
                 || ' ' || coalesce(obj_description(p.oid, 'pg_proc'), '') || ' ' || pg_get_functiondef(p.oid)
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in (%s) order by 1
          """,
          """
          select 'politique ' || schemaname || '.' || tablename || ' ' || policyname || ' ' || permissive || ' ' || roles::text || ' ' || cmd || ' ' || coalesce(qual, '') || ' / ' || coalesce(with_check, '')
            from pg_policies where schemaname in (%s) order by 1
          """,
          """
          select 'table ' || c.oid::regclass || ' ' || pg_get_userbyid(c.relowner) || ' ' || c.relrowsecurity || c.relforcerowsecurity || ' ' || coalesce(c.reloptions::text, '') || ' '
                 || coalesce((select string_agg(a::text, ',' order by a::text) from unnest(c.relacl) a), '') || ' ' || coalesce(obj_description(c.oid, 'pg_class'), '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname in (%s) order by 1
          """,
          """
          select 'colonne ' || c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attcollation::regcollation || ' '
                 || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || coalesce(a.attacl::text, '') || ' ' || coalesce(col_description(c.oid, a.attnum), '')
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
           where c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped and n.nspname in (%s) order by 1
          """,
          """
          select 'contrainte ' || k.conrelid::regclass || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
            from pg_constraint k join pg_namespace n on n.oid = k.connamespace where n.nspname in (%s) order by 1
          """,
          """
          select pg_get_indexdef(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('i', 'I') and n.nspname in (%s) order by 1
          """);

  private static final String VIEW_COLUMNS =
      "select c.oid::regclass || ' ' || string_agg(a.attname, ' ' order by a.attnum) from pg_class"
          + " c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 join pg_namespace n on"
          + " n.oid = c.relnamespace where c.relkind = 'v' and n.nspname in (%s) group by c.oid"
          + " order by 1";

  private static Postgres postgres;

  @BeforeAll
  static void start() {
    postgres = Postgres.jetable();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  /** As every base that served before the scripts. */
  @Test
  void aBaseOfTheNumberedMigrationsEndsLikeAnEmptyOne(@TempDir Path folder)
      throws IOException, SQLException {
    for (var file : files(f -> f.compareTo("V001") > 0 && f.compareTo(LAST_NUMBERED + "__~") < 0)) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
    create("ancienne");
    assertThat(postgres.migrate("ancienne", folder)).isGreaterThan(40);
    postgres.migrate("ancienne", Postgres.migrations());
    create("neuve");
    postgres.migrate("neuve", Postgres.migrations());

    assertThat(catalogue("ancienne")).isEqualTo(catalogue("neuve")).hasSizeGreaterThan(1000);
  }

  /**
   * A script that changes runs again on a base that has had it, a column later: it passes, and its
   * views do not grow by what a table has gained.
   */
  @Test
  void theScriptsRunAgainAndIgnoreAColumnMore() throws IOException, SQLException {
    create("rejouee");
    postgres.migrate("rejouee", Postgres.migrations());
    var catalogue = catalogue("rejouee");
    try (var owner = open("rejouee")) {
      rerun(owner);
      assertThat(catalogue("rejouee")).isEqualTo(catalogue);
      var columns = strings(owner, VIEW_COLUMNS);
      execute(
          owner,
          "do $$ declare t regclass; begin for t in select c.oid from pg_class c join pg_namespace"
              + " n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ("
              + schemas()
              + ") loop execute format('alter table %s add column de_plus text', t); end loop; end"
              + " $$");
      rerun(owner);
      assertThat(strings(owner, VIEW_COLUMNS)).isEqualTo(columns);
    }
  }

  /**
   * Else a base that has had the script would keep the migration's form, an empty one the script's.
   */
  @Test
  void whatAScriptHoldsNoLaterMigrationRedefines() throws IOException, SQLException {
    var held = created(files(f -> f.startsWith("R__")));
    assertThat(held).doesNotHaveDuplicates();
    assertThat(created(files(f -> f.matches("V\\d{12}__.*"))).stream().filter(held::contains))
        .isEmpty();
    try (var superuser = postgres.connexionSuperutilisateur()) {
      assertThat(
              strings(
                  superuser,
                  "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid ="
                      + " c.relnamespace where c.relkind = 'v' and n.nspname in (%1$s) union select"
                      + " n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid"
                      + " = p.pronamespace where p.prokind = 'f' and n.nspname in (%1$s)"))
          .as("a procedure is called by migrations, which need it as it was")
          .containsExactlyInAnyOrderElementsOf(
              java.util.stream.Stream.concat(
                      held.stream().map(h -> h.replaceFirst("\\S+ ", "")).distinct(),
                      STORED.stream())
                  .distinct()
                  .toList());
    }
  }

  private static List<String> created(List<Path> files) throws IOException {
    var all = new ArrayList<String>();
    for (var file : files) {
      CREATED
          .matcher(Files.readString(file))
          .results()
          .map(m -> m.group(1) + " " + m.group(2))
          .forEach(all::add);
    }
    return all;
  }

  private static void rerun(Connection owner) throws IOException, SQLException {
    for (var script : files(f -> f.startsWith("R__"))) {
      execute(owner, Files.readString(script));
    }
  }

  private static List<Path> files(Predicate<String> name) throws IOException {
    try (var all = Files.list(Postgres.migrations())) {
      return all.filter(f -> name.test(f.getFileName().toString())).sorted().toList();
    }
  }

  private static void create(String base) throws SQLException {
    try (var superuser = postgres.connexionSuperutilisateur()) {
      execute(superuser, "create database " + base + " owner " + Postgres.OWNER);
    }
  }

  private static Connection open(String base) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(base), Postgres.OWNER, postgres.motDePasse(Postgres.OWNER));
  }

  private static List<String> catalogue(String base) throws SQLException {
    try (var owner = open(base)) {
      var all = new ArrayList<String>();
      for (var query : CATALOGUE) {
        all.addAll(strings(owner, query));
      }
      return all;
    }
  }

  private static List<String> strings(Connection connection, String query) throws SQLException {
    var all = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(query.formatted(schemas()))) {
      while (r.next()) {
        all.add(r.getString(1));
      }
    }
    return all;
  }

  private static String schemas() {
    return "'app', 'plateforme', 'equipe', 'metier', 'consolide'";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
