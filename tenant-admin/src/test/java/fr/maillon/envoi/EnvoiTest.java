package fr.maillon.envoi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
  void enEchecRienNEstPerduEtUnePersonneLeRelance() {
    envoi.essayer();
    envoi.remettre("Le serveur de courrier ne répond pas.", MIDI.plusSeconds(5));
    assertThat(envoi.aFaire()).isTrue();
    assertThat(envoi.prochainEssai).isEqualTo(MIDI.plusSeconds(5));
    envoi.essayer();
    envoi.echouer("Adresse refusée.", MIDI.plusSeconds(5));
    assertThat(envoi.etat).isEqualTo(EtatEnvoi.ECHEC);
    assertThat(envoi.derniereErreur).isEqualTo("Adresse refusée.");
    assertThat(envoi.tentatives).isEqualTo(2);
    assertThat(envoi.corps).isEqualTo("Un.\n\nDeux.");
    assertThat(envoi.relancer(MIDI.plusSeconds(60))).isTrue();
    assertThat(envoi.aFaire()).isTrue();
    assertThat(envoi.prochainEssai).isEqualTo(MIDI.plusSeconds(60));
    assertThat(envoi.tentatives).isZero();
  }

  @Test
  void faitIlOublieCeQuIlPortaitEtNeSeRefaitPas() {
    envoi.essayer();
    envoi.faire(MIDI);
    assertThat(envoi.corps).isNull();
    assertThat(envoi.relancer(MIDI)).isFalse();
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
