package fr.maillon.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.saisie.FiltreIncompris;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortefeuillesTest {
  @Test
  void unCodeDemesureEstRefuseSansEpuiserLaPile() {
    var long64 = "a".repeat(64);
    assertThat(ListerPortefeuille.LISTE.lire(Map.of("mo", List.of(long64))).de("mo"))
        .isEqualTo(List.of(long64));
    assertThatExceptionOfType(FiltreIncompris.class)
        .isThrownBy(() -> ListerPortefeuille.LISTE.lire(Map.of("mo", List.of("a".repeat(10_000)))));
  }
}
