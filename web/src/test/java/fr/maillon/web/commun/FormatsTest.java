package fr.maillon.web.commun;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private static String clair(String texte) {
    return texte.replace('\u202f', ' ').replace('\u00a0', ' ');
  }

  @Test
  void les_heures_au_quart_pres_et_rondes_sans_decimales() {
    assertThat(clair(Formats.heures(new BigDecimal("1043218.25")))).isEqualTo("1 043 218,25 h");
    assertThat(clair(Formats.heures(new BigDecimal("141.50")))).isEqualTo("141,50 h");
    assertThat(clair(Formats.heures(new BigDecimal("3500.00")))).isEqualTo("3 500 h");
    assertThat(clair(Formats.heures(new BigDecimal("-12.25")))).isEqualTo("−12,25 h");
    assertThat(Formats.heures(null)).isEqualTo("–");
  }

  @Test
  void les_pourcentages() {
    assertThat(clair(Formats.pourcent(new BigDecimal("87.4")))).isEqualTo("87,4 %");
    assertThat(clair(Formats.part(new BigDecimal("0.05")))).isEqualTo("5 %");
  }

  @Test
  void les_montants_arrondis_selon_leur_taille() {
    assertThat(clair(Formats.montant(new BigDecimal("1500000")))).isEqualTo("1,5 M€ HT");
    assertThat(clair(Formats.montant(new BigDecimal("999600")))).isEqualTo("1 M€ HT");
    assertThat(clair(Formats.montant(new BigDecimal("430400")))).isEqualTo("430 k€ HT");
    assertThat(clair(Formats.montant(new BigDecimal("950")))).isEqualTo("950 € HT");
    assertThat(clair(Formats.euros(new BigDecimal("1234567.89")))).isEqualTo("1 234 567,89 €");
  }

  @Test
  void la_place_prise_ne_dit_jamais_zero_pour_peu() {
    assertThat(clair(Formats.octets(0))).isEqualTo("0 ko");
    assertThat(clair(Formats.octets(999))).isEqualTo("moins de 1 ko");
    assertThat(clair(Formats.octets(340_900))).isEqualTo("340 ko");
    assertThat(clair(Formats.octets(2_540_000))).isEqualTo("2,5 Mo");
    assertThat(clair(Formats.octets(2_000_000_000L))).isEqualTo("2 000 Mo");
  }

  @Test
  void les_dates_a_la_francaise_et_a_l_heure_de_paris() {
    assertThat(Formats.date(LocalDate.of(2026, 2, 3))).isEqualTo("3 févr. 2026");
    assertThat(Formats.dateLongue(LocalDate.of(2026, 2, 1))).isEqualTo("1er février 2026");
    assertThat(Formats.date(LocalDate.of(2026, 2, 11))).isEqualTo("11 févr. 2026");
    assertThat(Formats.moment(Instant.parse("2026-11-22T08:41:00Z")))
        .isEqualTo("22 nov. 2026 à 09:41");
    assertThat(Formats.mois(YearMonth.of(2026, 2))).isEqualTo("février 2026");
  }

  @Test
  void zero_et_un_sont_au_singulier() {
    assertThat(clair(Formats.compte(0, "lot", "lots"))).isEqualTo("0 lot");
    assertThat(clair(Formats.compte(1, "lot", "lots"))).isEqualTo("1 lot");
    assertThat(clair(Formats.compte(1200, "lot", "lots"))).isEqualTo("1 200 lots");
  }
}
