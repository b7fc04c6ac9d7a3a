package fr.maillon.web.marche;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibellesDuMarcheTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1, Lot 1 Peinture, true",
        "2, LOT N°02 : gros oeuvre, true",
        "1, Lot 12 Serrurerie, false",
        "1, Peinture, false",
        "1, -, false"
      })
  void un_objet_qui_dit_deja_son_rang_ne_le_dit_pas_deux_fois(int rang, String objet, boolean dit) {
    assertThat(LibellesDuMarche.nomme(rang, objet)).isEqualTo(dit);
  }
}
