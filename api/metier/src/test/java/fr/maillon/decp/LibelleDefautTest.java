package fr.maillon.decp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LibelleDefautTest {
  @ParameterizedTest
  @EnumSource(Defaut.class)
  void chaque_defaut_a_un_nom_court_et_francais(Defaut defaut) {
    assertThat(LibelleDefaut.de(defaut.code()))
        .isNotBlank()
        .doesNotContain("_")
        .doesNotEndWith(".")
        .hasSizeLessThanOrEqualTo(55);
  }

  @Test
  void un_code_oublie_se_dit_tel_quel() {
    assertThat(LibelleDefaut.de("ancien_code")).isEqualTo("ancien_code");
  }
}
