package fr.maillon.web.faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LongueurTest {
  @Test
  void unTexteTropLongEstRefuseEtNonCoupe() {
    var attributs =
        new HashMap<String, Object>(Map.of("maxlength", "4000")) {
          private static final long serialVersionUID = 1L;

          @Override
          public Object remove(Object nom) {
            // comme la table de Faces
            super.remove(nom);
            return null;
          }
        };
    for (int tour = 0; tour < 2; tour++) {
      assertThat(Longueur.refus(attributs, "é".repeat(4_000))).isNull();
      assertThat(Longueur.refus(attributs, "é".repeat(6_000)))
          .contains("6\u202f000 caractères", "4\u202f000");
      Longueur.confier(attributs);
    }
    assertThat(attributs).containsEntry("data-limite", "4000").doesNotContainKey("maxlength");
    assertThat(Longueur.refus(Map.of(), "x".repeat(10_000))).isNull();
  }
}
