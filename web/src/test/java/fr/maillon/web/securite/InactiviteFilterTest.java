package fr.maillon.web.securite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InactiviteFilterTest {
  private static final Instant MATIN = Instant.parse("2026-11-22T08:00:00Z");
  private final InactiviteFilter veille = new InactiviteFilter();

  @BeforeEach
  void regler() {
    veille.secret = new Secret("un-secret-d-essai-de-plus-de-trente-deux-caracteres");
    veille.minutes = 30;
  }

  @Test
  void ferme_apres_trente_minutes_et_pas_avant() {
    var cookie = veille.tracer("alice~1", MATIN);
    assertThat(veille.perimee(cookie, "alice~1", MATIN.plus(Duration.ofMinutes(30)))).isFalse();
    assertThat(veille.perimee(cookie, "alice~1", MATIN.plus(Duration.ofMinutes(30).plusSeconds(1)))).isTrue();
  }

  @Test
  void une_nouvelle_connexion_ne_paie_pas_pour_la_precedente() {
    assertThat(veille.perimee(veille.tracer("alice~1", MATIN), "alice~2", MATIN.plus(Duration.ofHours(9)))).isFalse();
    assertThat(veille.perimee(null, "alice~2", MATIN)).isFalse();
  }
}
