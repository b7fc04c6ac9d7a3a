package fr.maillon.web.marche;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvancementTest {
  private static final LocalDate NOTIFIE = LocalDate.of(2026, 1, 1);

  @ParameterizedTest
  @CsvSource({
    "61.4, 2026-07-02, 49, ok, En avance",
    "55, 2026-07-02, 49, ok, Dans les temps",
    "39, 2026-07-02, 49, ok, Dans les temps",
    "23, 2026-07-02, 49, alerte, 26 points de retard",
    "99.9, 2027-03-01, 100, alerte, Terme passé",
    "100, 2027-03-01, 100, ok, Tenu",
    "0, 2025-12-01, 0, ok, Dans les temps"
  })
  void compare_le_realise_au_temps_ecoule(
      BigDecimal taux, LocalDate jour, int ecoule, String ton, String mots) {
    assertThat(Avancement.de(taux, NOTIFIE, 12, jour))
        .isEqualTo(new Avancement(taux, ecoule, ton, mots));
  }

  @Test
  void sans_duree_ni_notification_ne_parle_pas_de_temps() {
    assertThat(Avancement.de(BigDecimal.ZERO, null, 12, NOTIFIE))
        .isEqualTo(new Avancement(BigDecimal.ZERO, null, "attention", "Rien de validé"));
    assertThat(Avancement.de(BigDecimal.TEN, NOTIFIE, null, NOTIFIE))
        .isEqualTo(new Avancement(BigDecimal.TEN, null, "accent", "En cours"));
    assertThat(Avancement.de(null, NOTIFIE, 12, NOTIFIE).mots()).isEqualTo("Suivi hors heures");
  }

  @Test
  void unTauxSEcritCommeSurLaPageDeLaClauseAvecSaBase() {
    assertThat(Avancement.de(new BigDecimal("70.9"), null, null, NOTIFIE).enMots())
        .isEqualTo("70,9\u00a0% des heures dues du lot");
    assertThat(
            Avancement.de(new BigDecimal("169.5"), NOTIFIE, 12, LocalDate.of(2026, 7, 2)).enMots())
        .isEqualTo("169,5\u00a0% des heures dues du lot, 49\u00a0% du temps écoulé");
  }
}
