package fr.maillon.web.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConvertisseursTest {
  @Test
  void lit_un_nombre_comme_on_l_ecrit_ici() {
    assertThat(Convertisseurs.nombre("35,5")).isEqualByComparingTo("35.5");
    assertThat(Convertisseurs.nombre("1 043\u202f218,25")).isEqualByComparingTo("1043218.25");
    assertThat(Convertisseurs.nombre("\u22120.25")).isEqualByComparingTo("-0.25");
  }

  @Test
  void refuse_ce_qui_n_en_est_pas_un_ou_qui_epuiserait_la_memoire() {
    for (var texte : new String[] {"abc", "1,2,3", "1e999999999", "", "12h"}) {
      assertThatThrownBy(() -> Convertisseurs.nombre(texte)).as(texte).isInstanceOf(NumberFormatException.class);
    }
  }
}
