package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.Postgres;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Le serveur refuse de servir devant une base dont la garde a un défaut, et dit lequel. */
class GardeDeLaBaseIT {
  private static Postgres postgres;

  /** Son serveur : ce qui se dit d'un rôle y est dit à toutes les bases. */
  @BeforeAll
  static void demarrer() {
    postgres = Postgres.jetable();
  }

  @AfterAll
  static void arreter() {
    postgres.close();
  }

  @Test
  void uneBaseMigreeEstSansFaute() throws SQLException {
    try (var c = postgres.connexion(Postgres.APP)) {
      assertThat(GardeDeLaBase.fautes(c)).isEmpty();
    }
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create table public.intruse (i int); alter table public.intruse owner to maillon_app | drop table public.intruse | le rôle maillon_app possède une table
          alter role maillon_app bypassrls | alter role maillon_app nobypassrls | le rôle maillon_app contourne la sécurité par ligne
          alter role maillon_app superuser | alter role maillon_app nosuperuser | le rôle maillon_app est superutilisateur
          grant maillon_vues to maillon_app | revoke maillon_vues from maillon_app | le rôle de connexion est membre de maillon_vues
          grant execute on function pg_catalog.set_config(text, text, boolean) to public | revoke execute on function pg_catalog.set_config(text, text, boolean) from public | le rôle maillon_app pourrait changer de périmètre dans une requête
          alter table metier.marche no force row level security | alter table metier.marche force row level security | la table metier.marche n'a pas de sécurité par ligne forcée
          alter table equipe.participant disable row level security | alter table equipe.participant enable row level security | la table equipe.participant n'a pas de sécurité par ligne forcée
          create table public.oubliee (tenant_id uuid) | drop table public.oubliee | la table oubliee n'a pas de sécurité par ligne forcée
          update pg_collation set collversion = '0' where collname = 'fr-x-icu' | alter collation pg_catalog."fr-x-icu" refresh version | l'ordre fr-x-icu était celui d'ICU 0 et cette machine a
          insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success) values (999, '999', '', 'SQL', 'V999__avenir.sql', '', 0, true) | delete from flyway_schema_history where installed_rank = 999 | la base n'est pas au niveau que ce serveur attend : V999__avenir.sql lui est inconnue
          update flyway_schema_history set success = false where version = '001' | update flyway_schema_history set success = true where version = '001' | la base n'est pas au niveau que ce serveur attend : V001__perimetres.sql a échoué
          update flyway_schema_history set checksum = checksum + 1 where version = '002' | update flyway_schema_history set checksum = checksum - 1 where version = '002' | la base n'est pas au niveau que ce serveur attend : V002__plateforme.sql n'y est pas la même
          update flyway_schema_history set checksum = checksum + 1 where script = 'R__30_acces.sql' | update flyway_schema_history set checksum = checksum - 1 where script = 'R__30_acces.sql' | la base n'est pas au niveau que ce serveur attend : R__30_acces.sql n'y est pas la même
          update flyway_schema_history set type = 'DELETE' where version = '003' | update flyway_schema_history set type = 'SQL' where version = '003' | la base n'est pas au niveau que ce serveur attend : V003__equipe.sql n'y est pas passée
          """)
  void chaqueDefautEstNomme(String defaut, String remede, String faute) throws SQLException {
    try (var superutilisateur = postgres.connexionSuperutilisateur()) {
      Jeu.executer(superutilisateur, defaut);
      try (var c = postgres.connexion(Postgres.APP)) {
        assertThat(GardeDeLaBase.fautes(c)).singleElement().asString().startsWith(faute);
      } finally {
        Jeu.executer(superutilisateur, remede);
      }
    }
    uneBaseMigreeEstSansFaute();
  }
}
