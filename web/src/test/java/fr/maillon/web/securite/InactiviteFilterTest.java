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

  /** Le cookie ne dit l'activité qu'à une minute près : la dernière a pu la suivre d'autant. */
  @Test
  void ferme_apres_trente_minutes_et_pas_avant() {
    var derniere =
        veille.derniereActivite(veille.tracer("alice~1", MATIN), "alice~1").orElseThrow();
    assertThat(derniere).isEqualTo(MATIN);
    assertThat(veille.perimee(derniere, MATIN.plus(Duration.ofMinutes(31)))).isFalse();
    assertThat(veille.perimee(derniere, MATIN.plus(Duration.ofMinutes(31).plusSeconds(1))))
        .isTrue();
  }

  @Test
  void une_nouvelle_connexion_ne_paie_pas_pour_la_precedente() {
    assertThat(veille.derniereActivite(veille.tracer("alice~1", MATIN), "alice~2")).isEmpty();
    assertThat(veille.derniereActivite(null, "alice~2")).isEmpty();
  }

  @Test
  void un_cookie_retouche_ne_dit_rien() {
    var cookie = veille.tracer("alice~1", MATIN);
    assertThat(veille.derniereActivite("9" + cookie, "alice~1")).isEmpty();
    assertThat(veille.derniereActivite(cookie + "=", "alice~1")).isEmpty();
  }
}
