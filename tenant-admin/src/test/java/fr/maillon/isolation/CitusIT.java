package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * Ce que {@code citus.sql} fait des politiques, sur un PostgreSQL seul : l'autre texte du gabarit,
 * aucun sous-select, et les mêmes refus.
 */
class CitusIT {
  @Test
  void lesPolitiquesSansSousSelectRefusentPareil() throws SQLException, IOException {
    var script =
        Files.readString(Path.of(System.getProperty("maillon.racine"), "infra/cluster/citus.sql"));
    try (var postgres = BaseSemee.copie()) {
      try (var superutilisateur = postgres.connexionSuperutilisateur()) {
        Jeu.executer(superutilisateur, script);
        Jeu.executer(superutilisateur, script);
        for (var table : Jeu.tablesDEspace()) {
          assertThat(Gabarit.posees(superutilisateur, table))
              .as(table)
              .containsExactlyInAnyOrderElementsOf(
                  Gabarit.CITUS.politiques(table, Jeu.GESTES.get(table)));
        }
        assertThat(
                Sql.colonne(
                    superutilisateur,
                    "select concat_ws(' ', schemaname, tablename, policyname) from pg_policies y"
                        + " where exists (select 1 from pg_attribute a where a.attrelid ="
                        + " format('%I.%I', y.schemaname, y.tablename)::regclass and a.attname ="
                        + " 'tenant_id') and concat(qual, with_check) ilike '%select%'"))
            .as("Citus refuserait de répartir la table")
            .isEmpty();
      }
      try (var controles = new Controles(postgres)) {
        var echecs = new ArrayList<String>();
        for (var controle : controles.liste) {
          if (controle.touche().stream().anyMatch(Jeu::tableDEspace)) {
            controle
                .verification()
                .verifier()
                .ifPresent(m -> echecs.add(controle.nom() + " : " + m));
          }
        }
        assertThat(echecs).isEmpty();
      }
    }
  }
}
