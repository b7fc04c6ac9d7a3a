package fr.maillon.parametre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametresTest {
  private static final List<Parametre> DELAI =
      List.of(
          periode("2025-01-01", "2025-12-31", 6),
          periode("2026-01-01", "2026-06-30", 4),
          periode("2026-09-01", null, 3));

  @Test
  void laValeurEstCelleDuJourJuge() {
    assertThat(le("2025-12-31")).isEqualByComparingTo("6");
    assertThat(le("2026-01-01")).isEqualByComparingTo("4");
    assertThat(le("2026-06-30")).isEqualByComparingTo("4");
    assertThat(le("2040-01-01")).isEqualByComparingTo("3");
  }

  @Test
  void sansValeurEnVigueurRienNEstDevine() {
    for (var jour : List.of("2024-12-31", "2026-07-01", "2026-08-31")) {
      assertThatExceptionOfType(RegleMetier.class)
          .isThrownBy(() -> le(jour))
          .matches(e -> e.code().equals("parametre-absent"))
          .withMessageContaining("DELAI");
    }
  }

  @Test
  void laPeriodeLaPlusRecenteLEmporte() {
    var recouvertes = List.of(periode("2027-01-01", null, 2), periode("2026-01-01", null, 4));
    assertThat(Parametres.enVigueur(recouvertes, "DELAI", LocalDate.parse("2027-03-01")))
        .isEqualByComparingTo("2");
    assertThat(Parametres.enVigueur(recouvertes, "DELAI", LocalDate.parse("2026-03-01")))
        .isEqualByComparingTo("4");
  }

  private static BigDecimal le(String jour) {
    return Parametres.enVigueur(DELAI, "DELAI", LocalDate.parse(jour));
  }

  private static Parametre periode(String du, String au, int valeur) {
    return new Parametre(
        "DELAI",
        LocalDate.parse(du),
        au == null ? null : LocalDate.parse(au),
        BigDecimal.valueOf(valeur));
  }
}
