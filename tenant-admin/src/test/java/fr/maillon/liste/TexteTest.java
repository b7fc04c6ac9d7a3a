package fr.maillon.liste;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TexteTest {

  /** Ce qu'on tape à gauche, ce qui est écrit à droite : l'un trouve l'autre, et réciproquement. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "oeuvre|œuvre",
        "NOEUD|Nœud",
        "l'école|L’École",
        "Bas-Fort-Blanc|Bas Fort Blanc",
        "Saint‑Étienne|saint etienne",
        "n° 12|N°\u00a012",
        "aequo|æquo",
        "Réhabilitation|REHABILITATION",
        "a\u00a0b|a b",
        "x – y|x y",
        "soft\u00adhyphen|softhyphen",
        "zéro\u200blargeur|zerolargeur",
        "\u0301|''"
      })
  void deuxEcrituresDUnMemeTexteSeValent(String un, String autre) {
    assertThat(Texte.cherchable(un)).isEqualTo(Texte.cherchable(autre));
  }

  @Test
  void sansAccentNiMajusculeNiEspaceEnTrop() {
    assertThat(Texte.cherchable(null)).isEmpty();
    assertThat(Texte.cherchable("  Écoles   Élémentaires ")).isEqualTo("ecoles elementaires");
    assertThat(Texte.cherchable(" Jean-Luc d’Œuvray ")).isEqualTo("jean luc d'oeuvray");
    assertThat(Texte.cherchable("\ud83c\udfd7 chantier")).isEqualTo("\ud83c\udfd7 chantier");
    assertThat(Texte.cherchable(Texte.cherchable("Bas-Fort–Œ’")))
        .isEqualTo(Texte.cherchable("Bas-Fort–Œ’"));
  }

  @Test
  void lOrdreEstCeluiDuDictionnaire() {
    assertThat(Stream.of("Zèbre", "Eau", "écluse", "abri", "eau", "Écluse").sorted(Texte.ordre()))
        .containsExactly("abri", "eau", "Eau", "écluse", "Écluse", "Zèbre");
  }
}
