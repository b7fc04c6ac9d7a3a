package fr.maillon.liste;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TexteTest {

  /** La définition, dont l'écriture rapide ne doit pas s'écarter : ce qui est en base a été écrit avec elle. */
  private static String defini(String texte) {
    return Normalizer.normalize(texte, Normalizer.Form.NFD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Réhabilitation de l'Hôtel-Dieu", "  a \t\n\u000b\f\r b  ", "ŒUVRE Ça", "İstanbul ΣΑΣ", "a\u00a0b", "x \u0301 y", "\u0301", "\u001c a \u001c",
      "n° 12 – 50 €", "\ud834\udd65 croche", "\ud83c\udfd7 chantier", "\ud800 seul", "ﬁ ²", "a\u2028b"})
  void leTexteCherchableEstCeluiDeSaDefinition(String texte) {
    assertThat(Texte.cherchable(texte)).isEqualTo(defini(texte));
  }

  @Test
  void sansAccentNiMajusculeNiEspaceEnTrop() {
    assertThat(Texte.cherchable(null)).isEmpty();
    assertThat(Texte.cherchable("  Écoles   Élémentaires ")).isEqualTo("ecoles elementaires");
  }
}
