package fr.maillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.regle.TropDeDemandes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusTest {
  /** Le code dit ce qui est limité, l'en-tête dit quand revenir. */
  @Test
  void trop_d_invitations_est_un_429_qui_dit_quand_revenir() {
    var probleme =
        Refus.de(
            new TropDeDemandes(
                "trop-d-invitations", "Réessayez dans une minute.", Duration.ofMinutes(1)));
    assertThat(probleme.status()).isEqualTo(429);
    assertThat(probleme.code()).isEqualTo("trop-d-invitations");
    assertThat(probleme.retryAfter()).isEqualTo(60);
  }
}
