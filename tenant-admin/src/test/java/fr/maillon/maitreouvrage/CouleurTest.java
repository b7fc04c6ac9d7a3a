package fr.maillon.maitreouvrage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CouleurTest {
  private static final Couleur BLANC = new Couleur(255, 255, 255);

  @Test
  void mesure_le_contraste_comme_wcag() {
    assertThat(Couleur.lire("#000000").contraste(BLANC)).isEqualTo(21, within(0.001));
    assertThat(Couleur.lire("777777").contraste(BLANC)).isEqualTo(4.478, within(0.001));
  }

  @Test
  void une_couleur_deja_lisible_ne_change_pas() {
    assertThat(Couleur.lire("#1f5f8b").lisible().hexa()).isEqualTo("#1f5f8b");
  }

  @Test
  void toute_couleur_devient_lisible_sur_blanc_et_sur_son_fond() {
    var hasard = new Random(1789);
    for (int i = 0; i < 5_000; i++) {
      var c = new Couleur(hasard.nextInt(256), hasard.nextInt(256), hasard.nextInt(256)).lisible();
      assertThat(c.contraste(BLANC)).isGreaterThanOrEqualTo(4.5);
      assertThat(c.contraste(c.fond())).isGreaterThanOrEqualTo(4.5);
    }
    assertThat(BLANC.lisible().contraste(BLANC)).isGreaterThanOrEqualTo(4.5);
  }
}
