package fr.maillon.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresTest {
  private static Postgres postgres;

  @BeforeAll
  static void start() {
    postgres = Postgres.jetable();
  }

  @AfterAll
  static void stop() {
    postgres.close();
    assertThat(postgres.family()).noneMatch(ProcessHandle::isAlive);
  }

  /** Born once for all the JVMs of a build, copied at rest; the next state has its own. */
  @Test
  void theModelIsWholeAndAtRest() throws IOException, SQLException {
    var model = Postgres.modelFolder();
    assertThat(model.resolve("pret")).exists();
    assertThat(model.resolve("donnees/PG_VERSION")).exists();
    assertThat(model.resolve("donnees/postmaster.pid")).doesNotExist();
    var made = Files.getLastModifiedTime(model.resolve("pret"));
    try (var other = Postgres.jetable();
        var connection = other.connexion(Postgres.APP)) {
      assertThat(connection.isValid(2)).isTrue();
    }
    assertThat(Files.getLastModifiedTime(model.resolve("pret"))).isEqualTo(made);
  }

  @Test
  void noRoleOfTheServersCanEscapeRowLevelSecurity() throws SQLException {
    try (var connection = postgres.connexionSuperutilisateur()) {
      assertThat(
              column(
                  connection,
                  """
                  select rolname from pg_roles
                   where rolname in ('maillon_owner', 'maillon_app', 'maillon_consolide', 'maillon_entretien', 'maillon_vues', 'keycloak')
                     and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                   order by 1\
                  """))
          .containsExactly(
              "keycloak",
              "maillon_app",
              "maillon_consolide",
              "maillon_entretien",
              "maillon_owner",
              "maillon_vues");
    }
  }

  @Test
  void aMigrationGivesAViewAwayThenGrantsItToItsReaders() throws SQLException {
    try (var connection = postgres.connexion(Postgres.OWNER);
        var statement = connection.createStatement()) {
      statement.execute(
          "create schema essai; grant usage, create on schema essai to maillon_vues; create view"
              + " essai.v as select 1 as un; alter view essai.v owner to maillon_vues; grant select"
              + " on essai.v to maillon_app");
      assertThat(
              column(connection, "select has_table_privilege('maillon_app', 'essai.v', 'select')"))
          .containsExactly("t");
      statement.execute("drop schema essai cascade");
    }
  }

  @Test
  void aQueryOfTheApplicationIsCutAfterThirtySeconds() throws SQLException {
    try (var connection = postgres.connexion(Postgres.APP)) {
      assertThat(column(connection, "show statement_timeout")).containsExactly("30s");
    }
  }

  @Test
  void theApplicationDoesNotEnterTheDatabaseOfKeycloak() {
    assertThatThrownBy(
            () ->
                java.sql.DriverManager.getConnection(
                    postgres.jdbcUrl("keycloak"), Postgres.APP, postgres.motDePasse(Postgres.APP)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for database");
  }

  @Test
  void frenchOrderIsAvailable() throws SQLException {
    try (var connection = postgres.connexion(Postgres.APP)) {
      assertThat(
              column(
                  connection,
                  "select x from (values ('zoo'), ('été'), ('Eta'), ('etb')) v (x) order by x"
                      + " collate \"fr-x-icu\""))
          .containsExactly("Eta", "etb", "été", "zoo");
    }
  }

  @Test
  void rolesCanBeCreatedAgain() throws Exception {
    // an installation older than the revocation gets it at its next start
    try (var connection = postgres.connexionSuperutilisateur();
        var statement = connection.createStatement()) {
      statement.execute(
          "grant execute on function pg_catalog.set_config(text, text, boolean) to public");
    }
    postgres.createRoles();
    try (var connection = postgres.connexion(Postgres.APP)) {
      assertThatThrownBy(() -> column(connection, "select set_config('app.tenants', '{}', false)"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
    try (var connection = postgres.connexion(Postgres.CONSOLIDE)) {
      assertThat(column(connection, "show default_transaction_read_only")).containsExactly("on");
    }
  }

  @Test
  void aKilledDatabaseComesBackOnItsPortWithItsData() throws Exception {
    var port = postgres.port();
    try (var connection = postgres.connexion(Postgres.OWNER);
        var statement = connection.createStatement()) {
      statement.execute(
          "set synchronous_commit = on; create schema garde; create table garde.t as select 42 as"
              + " n");
    }
    var relance =
        new Relance(
            new Relance.Attentes(Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofHours(1)),
            line -> {});
    var back = new CompletableFuture<ServerProcess>();
    relance.garder(
        postgres.process(),
        () -> {
          var again = postgres.restart();
          back.complete(again);
          return again;
        });
    ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
    assertThat(back.get().isAlive()).isTrue();
    relance.finir();
    assertThat(postgres.port()).isEqualTo(port);
    try (var connection = postgres.connexion(Postgres.OWNER)) {
      assertThat(column(connection, "select n from garde.t")).containsExactly("42");
    }
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
