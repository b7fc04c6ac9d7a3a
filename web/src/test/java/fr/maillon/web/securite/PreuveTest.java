package fr.maillon.web.securite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PreuveTest {
  private static final Instant QUAND = Instant.parse("2026-11-30T17:00:00Z");
  private final Preuve preuve =
      new Preuve(new Secret("un-secret-d-essai-de-plus-de-trente-deux-caracteres"));

  @Test
  void vaut_pour_cette_connexion_et_pour_elle_seule() {
    var cookie = preuve.tracer(QUAND, "moi~1");
    assertThat(preuve.lire(cookie, "moi~1")).contains(QUAND);
    assertThat(preuve.lire(cookie, "moi~2")).isEmpty();
    assertThat(preuve.lire(cookie, "")).isEmpty();
  }

  @Test
  void ne_se_rajeunit_pas() {
    var cookie = preuve.tracer(QUAND, "moi~1");
    assertThat(
            preuve.lire(
                cookie.replaceFirst("^[0-9]+", String.valueOf(QUAND.getEpochSecond() + 600)),
                "moi~1"))
        .isEmpty();
    for (var faux :
        new String[] {
          "", "~", "1~", "x~y", QUAND.getEpochSecond() + "~AAAA", "99999999999999~AAAA"
        }) {
      assertThat(preuve.lire(faux, "moi~1")).as(faux).isEmpty();
    }
  }

  @Test
  void une_signature_d_un_autre_usage_ne_vaut_rien() {
    var secret = new Secret("un-secret-d-essai-de-plus-de-trente-deux-caracteres");
    var seconde = QUAND.getEpochSecond();
    assertThat(preuve.lire(seconde + "~" + secret.signer("activite", "moi~1~" + seconde), "moi~1"))
        .isEmpty();
  }
}
