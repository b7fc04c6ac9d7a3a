package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Citus, les hébergeurs et les distributions ne sont pas tous à la dernière version : les
 * migrations et l'isolation tiennent aussi sur les deux d'avant.
 */
@Tag("nuit")
class VersionsIT {
  static List<Path> binaires() throws IOException {
    try (var fichiers =
        Files.list(Path.of(System.getProperty("maillon.racine"), "infra/target/postgresql"))) {
      return fichiers.sorted().toList();
    }
  }

  @Test
  void seizeEtDixSept() throws IOException {
    assertThat(binaires())
        .extracting(b -> b.getFileName().toString().replaceFirst(".*-(\\d+)\\..*", "$1"))
        .containsExactly("16", "17");
  }

  @ParameterizedTest
  @MethodSource("binaires")
  void lesMigrationsEtLIsolationTiennent(Path binaires) throws SQLException {
    try (var postgres = Postgres.autreVersion(binaires)) {
      eprouver(postgres);
    }
  }

  @Test
  void lIsolationTientIciDevantChaqueDemandeurEtChaqueTable() throws SQLException {
    try (var postgres = Postgres.base()) {
      eprouver(postgres);
    }
  }

  private static void eprouver(Postgres postgres) throws SQLException {
    Jeu.semer(postgres);
    try (var c = postgres.connexion(Postgres.APP)) {
      assertThat(GardeDeLaBase.fautes(c)).isEmpty();
    }
    try (var controles = new Controles(postgres, true)) {
      var echecs = new ArrayList<String>();
      for (var controle : controles.liste) {
        controle.verification().verifier().ifPresent(m -> echecs.add(controle.nom() + " : " + m));
      }
      assertThat(echecs).isEmpty();
      assertThat(controles.liste).hasSizeGreaterThan(3000);
    }
  }
}
