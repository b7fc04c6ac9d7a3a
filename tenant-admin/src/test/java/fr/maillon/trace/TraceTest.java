package fr.maillon.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  @Test
  void prendLeNumeroDeLAppelant() {
    assertThat(Trace.de("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "n'importe quoi",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01\n"
      })
  void enFaitUnNouveauSiLEnTeteNeVautRien(String entete) {
    assertThat(Trace.de(entete)).matches("[0-9a-f]{32}").isNotEqualTo(Trace.de(entete));
  }

  @Test
  void neSurvitPasALaDemande() {
    var dedans =
        Trace.<String[], RuntimeException>call(
            null, () -> new String[] {Trace.courante(), Trace.courante()});
    assertThat(dedans[0]).isEqualTo(dedans[1]);
    assertThat(Trace.siLiee()).isNull();
  }
}
