package fr.maillon.saisie;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignesTest {
  @Test
  void nulSigneDeCommandeNEntre() {
    assertThat(Signes.propre("a\u0000b\u0007c\u001bd\u0085e\u009bf")).isEqualTo("abcd\u0085ef");
    assertThat(Signes.propre("fin\u202exe.gnp \ufffe\ud800")).isEqualTo("finxe.gnp");
    assertThat(Signes.propre("deux\r\nlignes\tet 🏗 l’œuvre"))
        .isEqualTo("deux\r\nlignes\tet 🏗 l’œuvre");
    assertThat(Signes.propre(null)).isNull();
  }

  @Test
  void lesEspacesInvisiblesNeComptentPasAuxBords() {
    assertThat(Signes.propre("\ufeff\u00a0\u2007a@b.fr\u202f\u200b\u3000")).isEqualTo("a@b.fr");
    assertThat(Signes.propre("\u0000 \u00a0")).isEmpty();
    assertThat(Signes.vide("\u00a0\u200b\ufeff")).isTrue();
    assertThat(Signes.espaces(" Jean\u00a0\u202fPaul\u200b \t d'Arc "))
        .isEqualTo("Jean Paul d'Arc");
  }
}
