package fr.maillon.envoi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** La vie d'un envoi, sans rien envoyer. */
class EnvoiTest {
  private static final Instant MIDI = Instant.parse("2026-11-22T12:00:00Z");

  private final Envoi envoi =
      new Envoi(
              UUID.randomUUID(),
              UUID.randomUUID(),
              NatureEnvoi.COURRIEL,
              "cle",
              "Objet",
              UUID.randomUUID(),
              "AGENT",
              MIDI)
          .portant(new Lettre("Objet", List.of("Un.", "Deux."), null, null));

  @Test
  void poseIlPartToutDeSuiteEtUnSeulLeTient() {
    assertThat(envoi.attend(MIDI)).isTrue();
    envoi.reserver(MIDI);
    assertThat(envoi.attend(MIDI.plusSeconds(30))).as("sous bail").isFalse();
    assertThat(envoi.attend(MIDI.plus(Envoi.BAIL).plusSeconds(1)))
        .as("le bail d'un serveur mort passe")
        .isTrue();
    assertThat(envoi.tenuDepuis(1)).isTrue();
    envoi.reserver(MIDI.plus(Envoi.BAIL).plusSeconds(1));
    assertThat(envoi.tenuDepuis(1)).as("celui qui revient trop tard n'écrit plus rien").isFalse();
  }

  @Test
  void unePanneLeRemetDePlusEnPlusTardPuisLeMetEnEchec() {
    assertThat(Envoi.attente(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Envoi.attente(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(Envoi.attente(11)).isEqualTo(Duration.ofHours(1));
    assertThat(Envoi.attente(60)).isEqualTo(Duration.ofHours(1));
    var instant = MIDI;
    for (var essai = 1; essai <= Envoi.ESSAIS; essai++) {
      assertThat(envoi.etat).isEqualTo(EtatEnvoi.A_FAIRE);
      envoi.reserver(instant);
      envoi.echouer("Le serveur de courrier ne répond pas.", false, instant);
      instant = instant.plus(Envoi.attente(essai));
    }
    assertThat(envoi.etat).isEqualTo(EtatEnvoi.ECHEC);
    assertThat(envoi.derniereErreur).isEqualTo("Le serveur de courrier ne répond pas.");
    assertThat(envoi.corps).as("rien n'est perdu").isEqualTo("Un.\n\nDeux.");
    envoi.relancer(instant);
    assertThat(envoi.attend(instant)).isTrue();
    assertThat(envoi.tentatives).isZero();
  }

  @Test
  void unRefusSansAppelNeSeReessaiePasSeul() {
    envoi.reserver(MIDI);
    envoi.echouer("Adresse refusée.", true, MIDI);
    assertThat(envoi.etat).isEqualTo(EtatEnvoi.ECHEC);
    assertThat(envoi.attend(MIDI.plus(Duration.ofDays(1)))).isFalse();
  }

  @Test
  void faitIlOublieCeQuIlPortaitEtNeSeRefaitPas() {
    envoi.reserver(MIDI);
    envoi.faire(MIDI);
    assertThat(envoi.corps).isNull();
    envoi.relancer(MIDI);
    envoi.annuler(MIDI);
    assertThat(envoi.etat).isEqualTo(EtatEnvoi.FAIT);
  }

  @Test
  void unSujetTientEnUneLigneEtUnLienResteDansMaillon() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lettre("Un\nBcc: autre@ailleurs.example", List.of("x"), null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lettre("Un", List.of("x"), "https://ailleurs.example", "Ouvrir"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lettre("Un", List.of("x"), "//ailleurs.example", "Ouvrir"));
  }
}
