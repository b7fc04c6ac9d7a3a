package fr.maillon.saisie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DureeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7h30|7.5",
        "7 h 30|7.5",
        "7:30|7.5",
        "7,5|7.5",
        "7.5|7.5",
        "7,5 h|7.5",
        "450 min|7.5",
        "1h30|1.5",
        "0h45|0.75",
        "607h30|607.5",
        "7H30|7.5",
        "7h30min|7.5",
        "7 heures 30|7.5",
        "151,75|151.75",
        "0|0",
        "7 h|7",
        "1 607 h|1607",
        "1\u202f607,5\u00a0h|1607.5",
        "90 minutes|1.5",
        "\u221212,5|-12.5",
        "7h20|7.33",
        "\ufeff7h30\u00a0|7.5"
      })
  void liteUneDureeCommeOnLEcrit(String texte, BigDecimal heures) {
    assertThat(Duree.lire("heures", texte)).isEqualByComparingTo(heures);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1h75",
        "12.000",
        "12,000",
        "7h60",
        "7:5",
        "7h5",
        "h",
        "h30",
        "7 30",
        "7h30h",
        "7h,5",
        "7,5,0",
        "1e3",
        "1E1000000",
        "12 34 h",
        "abc",
        "7j",
        "7h30 ou 8",
        "99999999",
        "00000000000000000000000000000000000000000007"
      })
  void refuseCeQuiNEnEstPasUneAvecLeChamp(String texte) {
    assertThatThrownBy(() -> Duree.lire("heures", texte))
        .isInstanceOfSatisfying(
            SaisieIncomprise.class, e -> assertThat(e.champ()).isEqualTo("heures"))
        .hasMessageContaining("7h30");
  }

  @Test
  void rienNEstPasZero() {
    assertThat(Duree.lire("heures", null)).isNull();
    assertThat(Duree.lire("heures", " \u00a0\u200b")).isNull();
  }

  @Test
  void ditCeQuiAEteCompris() {
    assertThat(Duree.ecrire(new BigDecimal("7.5"))).isEqualTo("7\u00a0h\u00a030, soit 7,50\u00a0h");
    assertThat(Duree.ecrire(new BigDecimal("151.75")))
        .isEqualTo("151\u00a0h\u00a045, soit 151,75\u00a0h");
    assertThat(Duree.ecrire(new BigDecimal("35.00"))).isEqualTo("35\u00a0h");
    assertThat(Duree.ecrire(new BigDecimal("1607.25")))
        .isEqualTo("1\u202f607\u00a0h\u00a015, soit 1\u202f607,25\u00a0h");
    assertThat(Duree.ecrire(new BigDecimal("-0.5")))
        .isEqualTo("\u22120\u00a0h\u00a030, soit \u22120,50\u00a0h");
  }
}
