package fr.maillon.web.decp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SansImperfectionTest {
  @ParameterizedTest
  @CsvSource({"true, 0, true", "true, 3, false", "false, 1, true", "false, 2, false"})
  void unFichierRompuOuRefuseNeSeFelicitePas(boolean rompu, long refuses, boolean miens) {
    var dit = SansImperfection.de(rompu, refuses, miens);
    assertThat(dit.titre() + " " + dit.phrase())
        .doesNotContain("en règle", "suit le format", "Aucune imperfection relevée");
    assertThat(dit.titre()).startsWith(rompu ? "Lecture interrompue" : String.valueOf(refuses));
    assertThat(SansImperfection.de(false, 0, miens).titre())
        .isEqualTo(miens ? "Vos enregistrements sont en règle" : "Aucune imperfection relevée");
  }
}
