package fr.maillon.maitreouvrage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiretTest {
  @Test
  void reconnaitUneCleJusteEtDonneLeSiren() {
    assertThat(Siret.valide("21690123100011")).isTrue();
    assertThat(new Siret("21690123100011").siren()).isEqualTo("216901231");
  }

  @Test
  void uneCleFausseResteUnSiretBienForme() {
    assertThat(Siret.bienForme("21690123100012")).isTrue();
    assertThat(Siret.valide("21690123100012")).isFalse();
  }

  @Test
  void laPosteDerogeALuhnMaisPasAToutControle() {
    assertThat(Siret.valide("35600000000006")).as("somme 20, multiple de 5").isTrue();
    assertThat(Siret.valide("35600000000007")).as("somme 21").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2169012310001",
        "216901231000111",
        "2169012310001A",
        "2169012310001٣",
        " 1690123100011"
      })
  void refuseCeQuiNaPasQuatorzeChiffresAscii(String texte) {
    assertThat(Siret.bienForme(texte)).isFalse();
    assertThatThrownBy(() -> new Siret(texte)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000000000", "11122233344455", "00000000018", "0000000000018"})
  void refuseUnNumeroNulOuDontLeSirenNAPasSaCle(String texte) {
    assertThat(Siret.valide(texte)).isFalse();
    assertThat(Siret.lire(texte)).isEmpty();
  }

  /** 111222333 n'a pas sa clé ; 11122233300010 a celle du SIRET. */
  @Test
  void laCleDuSiretNeDispensePasDeCelleDuSiren() {
    assertThat(new Siret("11122233300010").cleJuste()).isFalse();
    assertThat(new Siret("21690123100011").cleJuste()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "216 901 231 00011",
        "216.901.231.00011",
        "'21690123100011",
        "216\u00a0901\u202f231 00011"
      })
  void litCommeOnEcrit(String texte) {
    assertThat(Siret.lire(texte)).contains(new Siret("21690123100011"));
  }

  @Test
  void refuseLAbsence() {
    assertThat(Siret.valide(null)).isFalse();
    assertThat(Siret.lire(null)).isEmpty();
  }
}
