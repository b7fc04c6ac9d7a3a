package fr.maillon.grille;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LigneGrilleTest {
  private final LocalDate jour = LocalDate.of(2026, 11, 22);
  private final LigneGrille ligne =
      new LigneGrille(
          new AjouterLigneGrille.Command(
              "PEINTURE",
              "Peinture",
              null,
              new BigDecimal("0.7"),
              new BigDecimal("30"),
              "fiche",
              true),
          jour);

  @Test
  void estCloseLaVeilleDeLaSuivante() {
    ligne.laisserPlace(jour.plusDays(10));
    assertThat(ligne.vue().au()).isEqualTo(jour.plusDays(9));
  }

  @Test
  void uneFinDejaFixeePlusTotResteCeQuElleEst() {
    ligne.au = jour.plusDays(3);
    ligne.laisserPlace(jour.plusDays(10));
    assertThat(ligne.vue().au()).isEqualTo(jour.plusDays(3));
  }

  @Test
  void nEstNiReecriteNiDevancee() {
    assertThatThrownBy(() -> ligne.laisserPlace(jour))
        .isInstanceOfSatisfying(
            RegleMetier.class,
            e -> assertThat(e.code() + " " + e.champ()).isEqualTo("grille-date-anterieure du"));
    assertThat(ligne.vue().au()).isNull();
  }
}
