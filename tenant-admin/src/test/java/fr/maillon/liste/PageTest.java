package fr.maillon.liste;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Le total d'une page incomplète se lit ; celui d'une page pleine, ou d'une page au-delà de la fin,
 * se compte.
 */
class PageTest {
  private static final long COMPTE = 77;

  @ParameterizedTest(name = "page {0} de {1}, {2} lignes : {3}")
  @CsvSource({
    "1, 25, 0, 0",
    "1, 25, 24, 24",
    "1, 25, 25, 77",
    "3, 25, 1, 51",
    "3, 25, 24, 74",
    "3, 25, 25, 77",
    "9, 25, 0, 77",
    "1, 1, 0, 0",
    "1, 1, 1, 77"
  })
  void leTotalNeSeCompteQueSIlLeFaut(int page, int taille, int lignes, long total) {
    var rendue =
        Page.de(Collections.nCopies(lignes, "ligne"), new Pagination(page, taille), () -> COMPTE);
    assertThat(rendue.total()).isEqualTo(total);
    assertThat(rendue.elements()).hasSize(lignes);
    assertThat(rendue.page()).isEqualTo(page);
    assertThat(rendue.taille()).isEqualTo(taille);
  }
}
