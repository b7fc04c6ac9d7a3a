package fr.maillon.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.regle.RegleMetier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NirTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "185057800608436",
        "1850578006084",
        "1 85 05 78 006 084 36",
        "n° 2.91.12.2A.004.123",
        "sécu 2-91-12-2B-004-123-45.",
        "1\u00a085\u00a005\u00a078\u00a0006\u00a0084\u00a036",
        "785207800608436"
      })
  void ressemble(String texte) {
    assertThat(Nir.ressemble(texte)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Attestation France Travail du 12/10/2026",
        "SIRET 21440184500019",
        "21440184500019",
        "06 12 34 56 78",
        "985057800608436",
        "185137800608436",
        "18505780060843",
        "1850578006084361",
        "avis motivé MDPH n° 2026-00412"
      })
  void neRessemblePas(String texte) {
    assertThat(Nir.ressemble(texte)).isFalse();
  }

  @Test
  void leRefusNeRepetePasLeNumero() {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(() -> Nir.refuser("preuve", "vu 185057800608436"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("nir-refuse"))
        .satisfies(e -> assertThat(e.champ()).isEqualTo("preuve"))
        .withMessageNotContaining("185");
  }
}
