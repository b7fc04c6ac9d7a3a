package fr.maillon.decp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpvDe2008Test {
  @ParameterizedTest
  @CsvSource({
    "03000000, 1",
    "45000000, 7",
    "45210000, 2",
    "90910000, 9",
    "03300000, 2",
    "72000000, 5"
  })
  void donneLaClePubliee(String code, int cle) {
    assertThat(CpvDe2008.nomenclature().cle(code)).hasValue(cle);
  }

  @ParameterizedTest
  @CsvSource({"00000000", "45999999", "4500000", "''"})
  void ignoreCeQuiNEstPasUnCode(String code) {
    assertThat(CpvDe2008.nomenclature().cle(code)).isEmpty();
  }

  @Test
  void ditLaMemeChoseQueLaListeDeReference() {
    var reference = Jeu.cpv();
    var cles = ((CpvDe2008) CpvDe2008.nomenclature()).cles();
    assertThat(cles)
        .hasSize(9454)
        .allSatisfy((code, cle) -> assertThat(reference.cle(code)).hasValue(cle));
  }
}
