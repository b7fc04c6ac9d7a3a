package fr.maillon.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** La vie d'une convention, par ses avenants. */
class ConventionTest {
  private static final LocalDate JOUR = LocalDate.of(2026, 11, 22);
  private static final Instant QUAND = Instant.parse("2026-11-22T09:00:00Z");
  private static final Identite CENTRE =
      new Identite(new UUID(0, 9), "central", "Centre", Set.of());

  @Test
  void uneConventionNeFinitPasAvantDeCommencer() {
    refus("dates-inversees", () -> convention("2026-01-01", "2025-12-31"));
    assertThat(convention("2026-01-01", "2026-01-01").fin(List.of())).isEqualTo("2026-01-01");
  }

  @Test
  void unAvenantLaProlongeDuLendemainDeSaFinAuPlusTard() {
    var c = convention("2026-01-01", "2026-12-31");
    assertThat(amender(c, List.of(), "2027-01-01", "2027-12-31").numero).isEqualTo(1);
    refus("avenant-apres-la-fin", () -> amender(c, List.of(), "2027-01-02", "2027-12-31"));
    refus("avenant-passe", () -> amender(c, List.of(), "2026-11-21", "2027-12-31"));
    refus("dates-inversees", () -> amender(c, List.of(), "2026-12-01", "2026-11-30"));
    var future = convention("2027-01-01", "2027-12-31");
    refus("avenant-desordre", () -> amender(future, List.of(), "2026-12-31", "2027-12-31"));
  }

  @Test
  void lesAvenantsSeSuivent() {
    var c = convention("2026-01-01", "2026-12-31");
    var deja = new ArrayList<Avenant>();
    deja.add(amender(c, deja, "2027-01-01", "2027-12-31"));
    refus("avenant-desordre", () -> amender(c, deja, "2026-12-31", "2027-12-31"));
    deja.add(amender(c, deja, "2027-01-01", "2027-06-30"));
    assertThat(deja.getLast().numero).isEqualTo(2);
    assertThat(c.fin(deja)).isEqualTo("2027-06-30");
    refus("avenant-apres-la-fin", () -> amender(c, deja, "2027-07-02", "2027-12-31"));
  }

  @Test
  void saVieSeDecoupeAChaqueChangementDeTermes() {
    var c = convention("2026-01-01", "2026-12-31");
    assertThat(c.periodes(List.of())).containsExactly(periode("2026-01-01", "2026-12-31"));
    var seul =
        c.amender(
            List.of(),
            new Termes(date("2027-03-31"), Set.of("CALIBRAGE"), null),
            date("2026-12-01"),
            "o",
            CENTRE,
            QUAND,
            JOUR);
    assertThat(c.periodes(List.of(seul)))
        .containsExactly(
            periode("2026-01-01", "2026-11-30"), periode("2026-12-01", "2027-03-31", "CALIBRAGE"));
    var ecourtee = amender(c, List.of(), "2026-11-22", "2026-11-22");
    assertThat(c.periodes(List.of(ecourtee)))
        .containsExactly(periode("2026-01-01", "2026-11-21"), periode("2026-11-22", "2026-11-22"));
  }

  @Test
  void unServiceNEstCouvertQuUneFoisParJour() {
    var tout = periode("2026-01-01", "2026-12-31");
    assertThat(tout.heurte(periode("2026-12-31", "2027-12-31", "CALIBRAGE"))).isTrue();
    assertThat(tout.heurte(periode("2027-01-01", "2027-12-31"))).isFalse();
    assertThat(
            periode("2026-01-01", "2026-12-31", "REDACTION")
                .heurte(periode("2026-06-01", "2026-06-30", "CALIBRAGE", "SUIVI_HEURES")))
        .isFalse();
    assertThat(
            periode("2026-01-01", "2026-12-31", "REDACTION")
                .heurte(periode("2026-06-01", "2026-06-30", "CALIBRAGE", "REDACTION")))
        .isTrue();
  }

  @Test
  void sansServiceNommeTousSontCouverts() {
    assertThat(new Termes(JOUR, Set.of(), null).couvre("CALIBRAGE")).isTrue();
    assertThat(new Termes(JOUR, Set.of("REDACTION"), null).couvre("CALIBRAGE")).isFalse();
    assertThat(Termes.ecrire(Termes.lire("REDACTION CALIBRAGE"))).isEqualTo("CALIBRAGE REDACTION");
    assertThat(Termes.ecrire(Termes.lire(null))).isNull();
  }

  private static Convention convention(String du, String au) {
    return Convention.signer(
        new UUID(0, 1),
        new UUID(0, 2),
        "2026-001",
        date(du),
        new Termes(date(au), Set.of(), null),
        CENTRE,
        QUAND);
  }

  private static Avenant amender(Convention c, List<Avenant> deja, String effet, String au) {
    return c.amender(
        deja, new Termes(date(au), Set.of(), null), date(effet), "objet", CENTRE, QUAND, JOUR);
  }

  private static Periode periode(String du, String au, String... services) {
    return new Periode(date(du), date(au), Set.of(services));
  }

  private static LocalDate date(String texte) {
    return LocalDate.parse(texte);
  }

  private static void refus(String code, Runnable geste) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(geste::run)
        .matches(e -> e.code().equals(code), code);
  }
}
