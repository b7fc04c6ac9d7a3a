package fr.maillon.saisie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NombreTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "35,5|35.5",
        "1 043\u202f218,25|1043218.25",
        "1043218.25|1043218.25",
        "\u22120.25|-0.25",
        "12 €|12",
        "5 %|5",
        "+3|3",
        "0|0",
        "40000.50|40000.5"
      })
  void litUnNombreCommeOnLEcrit(String texte, BigDecimal nombre) {
    assertThat(Nombre.lire("montant", texte)).isEqualByComparingTo(nombre);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "1,2,3",
        "1e999999999",
        "1E1000000",
        "12h",
        "1 2",
        "12 34",
        "1234567890123456",
        "0,12345678901",
        "--1",
        "NaN",
        "Infinity",
        "١٢"
      })
  void refuseCeQuiNEnEstPasUnAvecLeChamp(String texte) {
    assertThatThrownBy(() -> Nombre.lire("montant", texte))
        .isInstanceOfSatisfying(
            SaisieIncomprise.class, e -> assertThat(e.champ()).isEqualTo("montant"));
  }

  @Test
  void compteLesDecimales() {
    assertThat(Nombre.lire("montant", "12,50", 2)).isEqualByComparingTo("12.5");
    assertThatThrownBy(() -> Nombre.lire("montant", "12,500", 2))
        .as("douze et demi, ou douze mille cinq cents ?")
        .isInstanceOf(SaisieIncomprise.class);
    assertThatThrownBy(() -> Nombre.lire("montant", "12,505", 2))
        .isInstanceOf(SaisieIncomprise.class)
        .hasMessageContaining("deux décimales");
    assertThat(Nombre.proportion("taux", "5 %")).isEqualByComparingTo("0.05");
    assertThat(Nombre.entier("annee", " 2026 ", 2000, 2100)).isEqualTo(2026);
    assertThatThrownBy(() -> Nombre.entier("annee", "1999", 2000, 2100))
        .isInstanceOf(SaisieIncomprise.class);
  }

  @Test
  void unNombreDemesureNestJamaisCalcule() {
    assertThatThrownBy(() -> Nombre.lire("montant", "120.000", 2))
        .as("cent vingt, ou cent vingt mille ?")
        .isInstanceOf(SaisieIncomprise.class);
    assertThatThrownBy(() -> Nombre.borner("heures", "cinq"))
        .hasMessageContaining("Écrivez un nombre");
    for (var ecrit :
        new String[] {
          "1E1000000",
          "1E2000000000",
          "-1E2000000000",
          "1E-2000000000",
          "1" + "0".repeat(1_000),
          "1E16",
          "0.".concat("1".repeat(50))
        }) {
      assertThatThrownBy(() -> Nombre.borner("heures", ecrit))
          .as(ecrit)
          .isInstanceOf(SaisieIncomprise.class)
          .hasMessageContaining("démesuré");
    }
    assertThat(Nombre.borner("heures", "1E3")).isEqualTo(new BigDecimal("1000"));
    assertThat(Nombre.borner("heures", "7.25")).isEqualTo(new BigDecimal("7.25"));
  }

  @Test
  void litUneDateEtUnMois() {
    assertThat(Jour.lire("du", "2026-02-03"))
        .isEqualTo(LocalDate.of(2026, 2, 3))
        .isEqualTo(Jour.lire("du", "3/2/2026"))
        .isEqualTo(Jour.lire("du", "\u00a003.02.2026 "));
    assertThat(Jour.mois("mois", "2026-02"))
        .isEqualTo(YearMonth.of(2026, 2))
        .isEqualTo(Jour.mois("mois", "02/2026"));
    assertThat(Jour.lire("du", " ")).isNull();
    for (var texte :
        new String[] {
          "2026-02-30", "31/04/2026", "03/02/26", "+999999999-12-31", "hier", "2026-2-3"
        }) {
      assertThatThrownBy(() -> Jour.lire("du", texte))
          .as(texte)
          .isInstanceOf(SaisieIncomprise.class);
    }
  }
}
