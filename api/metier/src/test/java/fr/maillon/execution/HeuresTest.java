package fr.maillon.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeuresTest {
  private static final Identite UNE = new Identite(new UUID(0, 7), "une", "Une", Set.of());
  private static final Identite DEUX = new Identite(new UUID(0, 8), "deux", "Deux", Set.of());

  private static final LocalDate JOUR = LocalDate.of(2026, 11, 22);
  private static final BigDecimal PLAFOND = BigDecimal.valueOf(250);

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.25", "0.5", "0.750", "151.75", "250", "1e2"})
  void auQuartDHeure(String heures) {
    assertThat(Heures.exiger(new BigDecimal(heures)))
        .isEqualByComparingTo(heures)
        .extracting(BigDecimal::scale)
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, quart-heure",
    "7.26, quart-heure",
    "0.255, quart-heure",
    "7.3333, quart-heure",
    "-0.25, heures-negatives",
    "-1, heures-negatives"
  })
  void niMoinsQueZeroNiHorsDuQuart(BigDecimal heures, String code) {
    refuse(code, () -> Heures.exiger(heures));
  }

  @ParameterizedTest
  @CsvSource({"250, 0", "0, 250", "100, 150", "0, 0"})
  void jusquAuPlafondCompris(BigDecimal heures, BigDecimal deja) {
    assertThatCode(() -> Heures.exigerSousPlafond(heures, deja, PLAFOND))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"250.25, 0", "0.25, 250", "100.25, 150"})
  void auDessusDuPlafond(BigDecimal heures, BigDecimal deja) {
    refuse("plafond-heures", () -> Heures.exigerSousPlafond(heures, deja, PLAFOND));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11, 2026-01-15, 2026-12-31",
    "2026-01, 2026-01-31, 2026-12-31",
    "2026-09, 2026-01-01, 2026-09-01",
    "2026-11, 2026-11-30, "
  })
  void moisDuContratCommence(String mois, LocalDate debut, LocalDate fin) {
    assertThatCode(() -> Heures.exigerMois(YearMonth.parse(mois), debut, fin, JOUR))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12, 2026-01-15, 2026-12-31, mois-futur",
    "2025-12, 2026-01-01, , hors-contrat",
    "2026-10, 2026-01-01, 2026-09-30, hors-contrat"
  })
  void horsDuContratOuAVenir(String mois, LocalDate debut, LocalDate fin, String code) {
    refuse(code, () -> Heures.exigerMois(YearMonth.parse(mois), debut, fin, JOUR));
  }

  @Test
  void leMoisEstCommenceLePremierJour() {
    assertThatCode(
            () -> Heures.exigerMois(YearMonth.of(2026, 12), JOUR, null, LocalDate.of(2026, 12, 1)))
        .doesNotThrowAnyException();
    refuse(
        "mois-futur",
        () -> Heures.exigerMois(YearMonth.of(2026, 12), JOUR, null, LocalDate.of(2026, 11, 30)));
  }

  @Test
  void uneDeclarationSeDecideUneFois() {
    var validee = declaration();
    validee.valider(UNE, Instant.EPOCH);
    assertThat(validee.etat).isEqualTo(EtatDeclaration.VALIDEE);
    refuse("deja-decidee", () -> validee.valider(DEUX, Instant.EPOCH));
    refuse("deja-decidee", () -> validee.refuser("non", DEUX, Instant.EPOCH));
    assertThat(validee.decideeParNom).isEqualTo("Une");
    validee.exigerValidee();

    var refusee = declaration();
    refusee.refuser(" doublon ", UNE, Instant.EPOCH);
    assertThat(refusee.motif).isEqualTo("doublon");
    refuse("deja-decidee", () -> refusee.valider(DEUX, Instant.EPOCH));
    refuse("non-validee", refusee::exigerValidee);
    refuse("non-validee", declaration()::exigerValidee);
  }

  @Test
  void lesHeuresSeLisentEnFrancais() {
    var octobre = YearMonth.of(2026, 10);
    assertThat(Heures.fait(NatureEcriture.VALIDATION, new BigDecimal("7.50"), octobre))
        .isEqualTo("7,50\u00a0h validées pour octobre 2026.");
    assertThat(Heures.fait(NatureEcriture.VALIDATION, new BigDecimal("0.00"), octobre))
        .isEqualTo("0\u00a0h validée pour octobre 2026.");
    assertThat(Heures.fait(NatureEcriture.CONTRE_PASSATION, new BigDecimal("-0.25"), octobre))
        .isEqualTo("Heures d'octobre 2026 corrigées de −0,25\u00a0h.");
    assertThat(
            Heures.fait(
                NatureEcriture.CONTRE_PASSATION, new BigDecimal("1012.00"), octobre.minusMonths(1)))
        .isEqualTo("Heures de septembre 2026 corrigées de +1\u202f012\u00a0h.");
    assertThat(Heures.enLettres(YearMonth.of(2026, 8))).isEqualTo("août 2026");
  }

  private static DeclarationHeures declaration() {
    return new DeclarationHeures(
        new UUID(0, 1),
        new UUID(0, 2),
        LocalDate.of(2026, 10, 1),
        BigDecimal.TEN,
        UNE,
        Instant.EPOCH);
  }

  private static void refuse(String code, Runnable geste) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(geste::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
