package fr.maillon.affectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Une affectation commence, finit, et ne se réécrit pas. */
class AffectationTest {
  private static final LocalDate JOUR = LocalDate.of(2026, 11, 22);
  private static final Identite QUI =
      new Identite(new UUID(0, 9), "coordinateur", "Coordination", Set.of());

  @Test
  void elleFinitHierAuPlusTot() {
    var a = affectation(JOUR.minusDays(30), null);
    refus("fin-passee", () -> a.finir(JOUR.minusDays(2), QUI, JOUR));
    a.finir(JOUR.minusDays(1), QUI, JOUR);
    assertThat(a.au).isEqualTo(JOUR.minusDays(1));
    assertThat(a.closeParNom).isEqualTo("Coordination");
    refus("affectation-finie", () -> a.finir(JOUR, QUI, JOUR));
  }

  @Test
  void retireeAvantDAvoirCommenceElleEstVide() {
    var a = affectation(JOUR.plusDays(5), null);
    a.finir(JOUR, QUI, JOUR);
    assertThat(a.au).isEqualTo(JOUR.plusDays(4));
    assertThat(a.heurte(JOUR.minusYears(1), null)).as("vide, elle ne gêne rien").isFalse();
  }

  @Test
  void uneFinNeReculePas() {
    var a = affectation(JOUR.minusDays(30), JOUR.plusDays(10));
    refus("affectation-plus-courte", () -> a.finir(JOUR.plusDays(11), QUI, JOUR));
    a.finir(JOUR.plusDays(3), QUI, JOUR);
    assertThat(a.au).isEqualTo(JOUR.plusDays(3));
  }

  @Test
  void deuxFoisLeMemeJourSeHeurtent() {
    var a = affectation(JOUR, JOUR.plusDays(10));
    assertThat(a.heurte(JOUR.plusDays(10), null)).isTrue();
    assertThat(a.heurte(JOUR.plusDays(11), null)).isFalse();
    assertThat(a.heurte(JOUR.minusDays(5), JOUR.minusDays(1))).isFalse();
    assertThat(a.heurte(JOUR.minusDays(5), JOUR)).isTrue();
    assertThat(affectation(JOUR, null).heurte(JOUR.plusYears(9), null)).isTrue();
  }

  @Test
  void leDernierJourNePrecedePasLePremier() {
    refus("dates-inversees", () -> affectation(JOUR, JOUR.minusDays(1)));
  }

  private static Affectation affectation(LocalDate du, LocalDate au) {
    return Affectation.ouvrir(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3), du, au, null, QUI);
  }

  private static void refus(String code, Runnable geste) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(geste::run)
        .matches(e -> e.code().equals(code), code);
  }
}
