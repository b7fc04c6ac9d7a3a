package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.infra.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chaque demandeur devant chaque table, en SQL : ce qu'il voit, ce qu'il écrit, ce qui lui est
 * refusé.
 */
class IsolationIT {
  private static Controles controles;
  private static Postgres postgres;

  @BeforeAll
  static void semer() throws SQLException {
    postgres = BaseSemee.copie();
    controles = new Controles(postgres);
  }

  @AfterAll
  static void fermer() throws SQLException {
    controles.close();
    postgres.close();
  }

  /**
   * Un essai par table et par demandeur serait illisible : un par table, qui nomme tous les
   * contrôles tombés.
   */
  @TestFactory
  Stream<DynamicTest> chaqueDemandeurDevantChaqueTable() {
    var parTable = new TreeMap<String, java.util.List<Controles.Controle>>();
    controles.liste.forEach(
        c ->
            parTable
                .computeIfAbsent(
                    c.nom().contains(" : ") ? c.nom().split(" : ")[0] : c.nom(),
                    _ -> new java.util.ArrayList<>())
                .add(c));
    return parTable.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey() + " (" + e.getValue().size() + " contrôles)",
                    () -> {
                      var echecs = new java.util.ArrayList<String>();
                      for (var controle : e.getValue()) {
                        controle
                            .verification()
                            .verifier()
                            .ifPresent(m -> echecs.add(controle.nom() + " : " + m));
                      }
                      assertThat(echecs).isEmpty();
                    }));
  }

  @Test
  void lesControlesCouvrentToutesLesTables() {
    assertThat(controles.tables)
        .hasSizeGreaterThanOrEqualTo(29)
        .containsExactlyInAnyOrderElementsOf(Jeu.GESTES.keySet());
    assertThat(controles.liste).hasSizeGreaterThan(2000);
  }

  @Test
  void uneConnexionRendueNEstDansAucunEspace() throws SQLException {
    try (var c = postgres.connexion(Postgres.APP)) {
      c.setAutoCommit(false);
      entrer(c);
      c.commit();
      assertNullePart(c);
      entrer(c);
      c.rollback();
      assertNullePart(c);
      entrer(c);
      assertThatThrownBy(() -> Sql.colonne(c, "select 1 / 0")).isInstanceOf(SQLException.class);
      c.rollback();
      assertNullePart(c);
      entrer(c);
      Jeu.executer(c, "set local statement_timeout = '50ms'");
      assertThatThrownBy(() -> Sql.colonne(c, "select pg_sleep(5)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      c.rollback();
      assertNullePart(c);
    }
  }

  /**
   * L'écouteur lit l'état de l'espace dans la transaction qu'il ouvre ; le reste n'en sait rien.
   */
  @Test
  void unEspaceQuOnRestaureSeLitSansSEcrire() throws SQLException {
    try (var c = postgres.connexion(Postgres.APP);
        var administrateur = postgres.connexionSuperutilisateur()) {
      c.setAutoCommit(false);
      assertThat(renommer(c)).isEqualTo(1);
      Jeu.executer(
          administrateur,
          "update plateforme.maitre_ouvrage set etat_avant_restauration = 'OUVERT' where id = '"
              + Jeu.A
              + "'");
      try {
        assertThat(renommer(c)).isZero();
        assertThatThrownBy(() -> ajouter(c))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        c.rollback();
      } finally {
        Jeu.executer(
            administrateur, "update plateforme.maitre_ouvrage set etat_avant_restauration = null");
      }
      assertThat(renommer(c)).isEqualTo(1);
    }
  }

  private static int renommer(Connection c) throws SQLException {
    ouvrir(c);
    try (var o = c.createStatement()) {
      return o.executeUpdate("update metier.marche set objet = 'x'");
    } finally {
      assertThat(Sql.colonne(c, "select count(*) from metier.marche")).containsExactly("1");
      c.rollback();
    }
  }

  private static void ajouter(Connection c) throws SQLException {
    ouvrir(c);
    Jeu.executer(c, Jeu.ajout("metier.marche", Jeu.ligne("metier.marche", "A", 1)));
  }

  private static void ouvrir(Connection c) throws SQLException {
    try (var o = c.createStatement()) {
      TenantConnectionListener.ouvrir(o, Demandeur.FACIL_DANS_A.perimetre, Jeu.id("facil"));
    }
  }

  private static void entrer(Connection c) throws SQLException {
    Jeu.executer(c, Demandeur.FACIL_DANS_A.reglages());
    assertThat(Sql.colonne(c, "select objet from metier.marche")).containsExactly("CANARI-A");
  }

  private static void assertNullePart(Connection c) throws SQLException {
    assertThat(
            Sql.colonne(
                c,
                "select concat(current_setting('app.tenant_id', true),"
                    + " current_setting('app.tenants', true), current_setting('app.perimetre',"
                    + " true), current_setting('app.equipe', true), current_setting('app.espace',"
                    + " true), current_setting('app.droit', true),"
                    + " current_setting('app.utilisateur', true))"))
        .containsExactly("");
    assertThat(Sql.colonne(c, "select objet from metier.marche")).isEmpty();
    assertThat(Sql.colonne(c, "select nom from equipe.participant")).isEmpty();
    c.rollback();
  }

  /**
   * Ce qu'un SELECT injecté peut porter, sans point-virgule : aucune de ses formes ne change qui
   * l'on est, ni ce que l'on lit.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select set_config('app.tenants', '{%B}', true) from metier.marche",
        "select objet from metier.marche where set_config('app.tenants', '{%B}', true) is not null",
        "select objet from metier.marche order by (select set_config('app.perimetre', 'centre',"
            + " false))",
        "with x as materialized (select set_config('app.tenants', '{%B}', true)) select objet from"
            + " metier.marche, x",
        "with x as (update pg_settings set setting = '{%B}' where name = 'app.tenants' returning 1)"
            + " select objet from metier.marche, x",
        "update pg_catalog.pg_settings set setting = 'centre' where name = 'app.perimetre'",
        "select query_to_xml('set local app.tenants = ''{%B}''', true, true, '')",
        "select query_to_xml('select set_config(''app.tenants'', ''{%B}'', true)', true, true, '')",
        "select * from ts_stat('set local app.tenants = ''{%B}''')",
        "select * from ts_stat('select to_tsvector(set_config(''app.tenants'', ''{%B}'', true))')"
      })
  void uneInjectionDansUnSelectNeChangePasDePerimetre(String sql) throws SQLException {
    try (var c = postgres.connexion(Postgres.APP)) {
      c.setAutoCommit(false);
      entrer(c);
      Jeu.executer(c, "savepoint avant");
      assertThatThrownBy(() -> Jeu.executer(c, sql.replace("%B", Jeu.B.toString())))
          .isInstanceOf(SQLException.class);
      Jeu.executer(c, "rollback to savepoint avant");
      assertThat(Sql.colonne(c, "select objet from metier.marche")).containsExactly("CANARI-A");
      // la portée, elle, se pose encore
      Jeu.executer(c, Demandeur.PORTEFEUILLE_A_B.reglages());
      assertThat(Sql.colonne(c, "select objet from metier.marche order by 1"))
          .containsExactly("CANARI-A", "CANARI-B");
    }
  }

  /**
   * Une fonction qui se plaint de sa valeur cite la ligne : derrière la barrière, elle n'en voit
   * aucune de cachée.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 from plateforme.consommation where maitre_ouvrage_id::text::int > 0",
        "select 1 from plateforme.facilitateur where utilisateur_id::text::int > 0",
        "select 1 from plateforme.demandes_suivies where utilisateur_id::text::int > 0",
        "select 1 from plateforme.membre_equipe where utilisateur_id::text::int > 0",
        "select 1 from plateforme.journal_maillon where maitre_ouvrage_id::text::int > 0"
      })
  void uneErreurNeCiteAucuneLigneCachee(String sql) throws SQLException {
    try (var c = postgres.connexion(Postgres.APP)) {
      c.setAutoCommit(false);
      for (var d : List.of(Demandeur.AUCUN_MAIS_CONNU, Demandeur.IDENTIFICATION_AGENT_A)) {
        Jeu.executer(c, d.reglages());
        assertThat(Sql.colonne(c, sql)).as(d + " : " + sql).isEmpty();
        c.rollback();
      }
    }
  }

  /** L'agent ne lit aucune personne, et le nom n'est dans aucune colonne d'une table d'espace. */
  @Test
  void unAgentNeLitAucunNomDePersonne() throws SQLException {
    try (var c = postgres.connexion(Postgres.APP)) {
      c.setAutoCommit(false);
      Jeu.executer(c, Demandeur.AGENT_A.reglages());
      for (var table : controles.tables) {
        assertThat(Sql.colonne(c, "select to_jsonb(t)::text from " + table + " t"))
            .as(table)
            .noneMatch(l -> l.contains("Inventee") || l.contains("CANARI-B"));
      }
    }
  }
}
