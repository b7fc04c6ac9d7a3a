package fr.maillon.usage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.regle.TropDeDemandes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** L'arrêt vaut pour ce porteur, en ce lieu, et pas une milliseconde de plus que l'attente. */
class ArretsTest {
  private static final Instant MIDI = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration ATTENTE = Duration.ofMillis(40);

  private final Arrets arrets = new Arrets();

  @BeforeEach
  void unArret() {
    ilEst(MIDI);
    arrets.retenir("Bearer a", "lyon", new TropDeDemandes(ATTENTE));
  }

  @Test
  void leMemeEstArreteTantQueLAttenteDure() {
    ilEst(MIDI.plus(ATTENTE).minusMillis(1));
    assertThatThrownBy(() -> arrets.verifier("Bearer a", "lyon")).isInstanceOf(TropDeDemandes.class);
    ilEst(MIDI.plus(ATTENTE));
    assertThatCode(() -> arrets.verifier("Bearer a", "lyon")).doesNotThrowAnyException();
  }

  @Test
  void niUnAutreNiAilleursNiPersonne() {
    assertThatCode(() -> {
      arrets.verifier("Bearer b", "lyon");
      arrets.verifier("Bearer a", "ugap");
      arrets.verifier("Bearer a", "");
      arrets.verifier(null, "lyon");
    }).doesNotThrowAnyException();
  }

  private void ilEst(Instant instant) {
    arrets.horloge = Clock.fixed(instant, ZoneOffset.UTC);
  }
}
