package fr.maillon.liste;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrancaisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Les heures de octobre 2026 sont corrigées.|Les heures d'octobre 2026 sont corrigées.",
        "De Amina Diallo à Élise Roux|D'Amina Diallo à Élise Roux",
        "L'espace de Évreux est ouvert.|L'espace d'Évreux est ouvert.",
        "Les heures de mars|Les heures de mars",
        "Contrat de Œnone|Contrat d'Œnone",
        "grande aide, mode avion|grande aide, mode avion",
        "L'espace de Habitat 76|L'espace de Habitat 76"
      })
  void eliderDevantUneVoyelle(String phrase, String attendu) {
    assertThat(Francais.elider(phrase)).isEqualTo(attendu);
  }
}
