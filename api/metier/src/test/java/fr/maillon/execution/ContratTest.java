package fr.maillon.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.maillon.regle.RegleMetier;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContratTest {
  private static final LocalDate DEBUT = LocalDate.of(2026, 3, 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "73282932000075",
        "7328293200007",
        "732829320000740",
        "7328293200007A",
        "00000000000000",
        "11122233344455"
      })
  void leSiretEstCompletEtSaCleJuste(String siret) {
    refuse("siret-invalide", () -> ouvrir(siret, DEBUT, null, "Employeur"));
  }

  @Test
  void leSiretSeLitAvecSesEspaces() {
    assertThat(ouvrir("732 829 320 00074", DEBUT, null, "Employeur").employeurSiret)
        .isEqualTo("73282932000074");
  }

  @Test
  void leContratDureAuMoinsUnJour() {
    assertThat(ouvrir("73282932000074", DEBUT, DEBUT, " Employeur ").employeurNom)
        .isEqualTo("Employeur");
    refuse(
        "dates-incoherentes",
        () -> ouvrir("73282932000074", DEBUT, DEBUT.minusDays(1), "Employeur"));
  }

  @Test
  void lEmployeurNEstPasUnNumeroDeSecurite() {
    refuse("nir-refuse", () -> ouvrir("73282932000074", DEBUT, null, "185057800608436"));
  }

  private static Contrat ouvrir(String siret, LocalDate debut, LocalDate fin, String employeur) {
    return Contrat.ouvrir(
        new OuvrirContrat.Command(
            new UUID(0, 1),
            new UUID(0, 2),
            NatureContrat.CDD,
            Modalite.EMBAUCHE_DIRECTE,
            siret,
            employeur,
            debut,
            fin,
            null));
  }

  private static void refuse(String code, Runnable geste) {
    assertThatExceptionOfType(RegleMetier.class)
        .isThrownBy(geste::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
