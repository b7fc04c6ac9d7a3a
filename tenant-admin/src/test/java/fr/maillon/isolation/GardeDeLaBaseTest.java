package fr.maillon.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GardeDeLaBaseTest {
  @Test
  void leServeurAttendLaDerniereMigration() throws IOException {
    try (var fichiers =
        Files.list(Path.of(System.getProperty("maillon.racine"), "infra/db/migration"))) {
      var derniere =
          fichiers
              .map(f -> f.getFileName().toString())
              .filter(f -> f.matches("V[0-9]+__.*\\.sql"))
              .sorted()
              .reduce((_, b) -> b)
              .orElseThrow();
      assertThat(derniere).startsWith("V" + GardeDeLaBase.MIGRATION + "__");
    }
  }
}
