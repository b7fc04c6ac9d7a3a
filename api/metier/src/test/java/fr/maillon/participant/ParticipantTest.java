package fr.maillon.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.regle.RegleMetier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantTest {
  private static final LocalDate JOUR = LocalDate.of(2026, 11, 22);

  @ParameterizedTest
  @ValueSource(strings = {"1920-01-01", "2012-11-22", "1990-02-28"})
  void naissanceVraisemblable(String date) {
    assertThat(naitLe(LocalDate.parse(date)).dateNaissance).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1919-12-31", "2012-11-23", "2026-11-22", "2027-01-01"})
  void naissanceInvraisemblable(String date) {
    refuse("date-naissance", () -> naitLe(LocalDate.parse(date)));
  }

  @Test
  void unNomNEstPasUnNumero() {
    refuse(
        "nir-refuse",
        () ->
            Participant.inscrire(
                "Durand 185057800608436",
                "Ana",
                JOUR.minusYears(30),
                Sexe.F,
                Niveau.BAC,
                null,
                JOUR));
    refuse(
        "nir-refuse",
        () ->
            Participant.inscrire(
                "Durand",
                "1 85 05 78 006 084 36",
                JOUR.minusYears(30),
                Sexe.F,
                Niveau.BAC,
                null,
                JOUR));
  }

  @Test
  void leMemeNomSeReconnaitSansAccentsNiMajuscules() {
    var a =
        Participant.inscrire(
            "Lefèvre ", "Zoé", JOUR.minusYears(30), Sexe.F, Niveau.BAC, null, JOUR);
    assertThat(a.nom).isEqualTo("Lefèvre");
    assertThat(
            a.ressemble(
                Participant.inscrire(
                    "LEFEVRE", "zoe", JOUR.minusYears(40), Sexe.M, Niveau.BAC, null, JOUR)))
        .isTrue();
    assertThat(
            a.ressemble(
                Participant.inscrire(
                    "LEFEVRE", "Inès", JOUR.minusYears(30), Sexe.F, Niveau.BAC, null, JOUR)))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 24, 2028-02-29",
    "2026-01-01, 12, 2026-12-31",
    "2026-08-31, 6, 2027-02-27",
    "2026-11-22, 1, 2026-12-21"
  })
  void finDEligibilite(LocalDate entree, int mois, LocalDate fin) {
    assertThat(Eligibilite.fin(entree, mois)).isEqualTo(fin);
  }

  @Test
  void laPreuveAEteVueAuPlusTardAujourdHui() {
    assertThat(decision(Decision.ELIGIBLE, Critere.DELD, null, JOUR, JOUR).preuveVueLe)
        .isEqualTo(JOUR);
    refuse(
        "preuve-future",
        () -> decision(Decision.ELIGIBLE, Critere.DELD, null, JOUR, JOUR.plusDays(1)));
  }

  @Test
  void uneDerogationEtUnAutreCritereDemandentUnMotif() {
    refuse("motif-requis", () -> decision(Decision.DEROGATION, Critere.DELD, " ", JOUR, JOUR));
    refuse("motif-requis", () -> decision(Decision.ELIGIBLE, Critere.AUTRE, null, JOUR, JOUR));
    assertThat(
            decision(Decision.DEROGATION, Critere.DELD, " avis de la mission locale ", JOUR, JOUR)
                .motif)
        .isEqualTo("avis de la mission locale");
    refuse(
        "nir-refuse",
        () -> decision(Decision.DEROGATION, Critere.DELD, "vu 185057800608436", JOUR, JOUR));
  }

  @ParameterizedTest
  @EnumSource(
      value = Critere.class,
      names = {
        "AAH",
        "PENSION_INVALIDITE",
        "TRAVAILLEUR_HANDICAPE",
        "EA_EATT_ESAT",
        "SORTANT_DETENTION"
      })
  void santeEtJusticeSontSensibles(Critere critere) {
    assertThat(critere.sensible()).isTrue();
  }

  @Test
  void lesAutresCriteresNeLeSontPas() {
    assertThat(java.util.Arrays.stream(Critere.values()).filter(Critere::sensible)).hasSize(5);
  }

  @Test
  void laDerniereDecisionLEmporteSurLesJoursQuElleCouvre() {
    var decisions = new ArrayList<Eligibilite>();
    decisions.add(
        prise(
            "2026-01-01T00:00:00Z",
            decision(Decision.ELIGIBLE, Critere.DELD, null, LocalDate.of(2026, 1, 1), JOUR)));
    var droits = new Droits(decisions);
    assertThat(droits.le(LocalDate.of(2025, 12, 31))).isEmpty();
    assertThat(droits.le(LocalDate.of(2026, 1, 1))).isPresent();
    assertThat(droits.le(LocalDate.of(2026, 12, 31))).isPresent();
    assertThat(droits.le(LocalDate.of(2027, 1, 1))).isEmpty();
    assertThat(droits.unJourEntre(LocalDate.of(2025, 12, 1), LocalDate.of(2026, 1, 1))).isTrue();
    assertThat(droits.unJourEntre(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 31))).isFalse();

    decisions.add(
        prise(
            "2026-06-01T00:00:00Z",
            decision(Decision.NON_ELIGIBLE, Critere.DELD, null, LocalDate.of(2026, 6, 1), JOUR)));
    assertThat(droits.le(LocalDate.of(2026, 5, 31))).isPresent();
    assertThat(droits.le(LocalDate.of(2026, 6, 1))).as("revenue sur sa décision").isEmpty();

    decisions.add(
        prise(
            "2026-07-01T00:00:00Z",
            decision(Decision.DEROGATION, Critere.DELD, "motif", LocalDate.of(2026, 6, 15), JOUR)));
    assertThat(droits.le(LocalDate.of(2026, 6, 14))).isEmpty();
    assertThat(droits.le(LocalDate.of(2026, 6, 15)))
        .get()
        .extracting(d -> d.decision)
        .isEqualTo(Decision.DEROGATION);
  }

  @Test
  void sansDecisionRienNEstOuvert() {
    assertThat(new Droits(List.of()).le(JOUR)).isEmpty();
  }

  private static Participant naitLe(LocalDate date) {
    return Participant.inscrire("Durand", "Ana", date, Sexe.F, Niveau.BAC, null, JOUR);
  }

  private static Eligibilite decision(
      Decision decision, Critere critere, String motif, LocalDate entree, LocalDate vueLe) {
    return new Eligibilite(
        new UUID(0, 1),
        new VerifierEligibilite.Command(critere, "Attestation", vueLe, decision, motif, entree, 12),
        12,
        JOUR);
  }

  private static Eligibilite prise(String quand, Eligibilite decision) {
    decision.creeLe = Instant.parse(quand);
    return decision;
  }

  private static void refuse(String code, Runnable geste) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(geste::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
