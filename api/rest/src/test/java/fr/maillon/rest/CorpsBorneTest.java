package fr.maillon.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.maillon.regle.RegleMetier;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpsBorneTest {
  /**
   * À mille et un niveaux, la lecture du serveur s'arrêtait d'une faute que rien ne reconnaissait :
   * 500.
   */
  @ParameterizedTest
  @ValueSource(ints = {51, 1_001, 5_000, 400_000})
  void trop_de_niveaux_se_disent(int niveaux) {
    for (var ouverture : new String[] {"[", "{\"a\":"}) {
      var refus = catchThrowableOfType(RegleMetier.class, () -> lire(ouverture.repeat(niveaux)));
      assertThat(refus).isNotNull();
      assertThat(Refus.de(refus).status()).isEqualTo(400);
      assertThat(refus.code()).isEqualTo("corps-trop-imbrique");
    }
  }

  @Test
  void cinquante_niveaux_passent() {
    assertThatCode(() -> lire("[".repeat(50) + "]".repeat(50))).doesNotThrowAnyException();
  }

  private static void lire(String corps) {
    CorpsBorne.refuserLesElementsVides(corps.getBytes(StandardCharsets.UTF_8));
  }
}
