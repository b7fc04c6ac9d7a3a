package fr.maillon.maitreouvrage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import java.time.LocalDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** La vie d'un espace, étape par étape, et ce qui n'y mène pas. */
class MaitreOuvrageTest {
  private static final LocalDate JOUR = LocalDate.of(2026, 3, 2);

  private final MaitreOuvrage m =
      MaitreOuvrage.ouvrir("essai", "Ville d'Essai", TypeEspace.COMMUNE, "#1f5f8b", false, JOUR);

  @Test
  void il_s_ouvre_se_suspend_se_rouvre() {
    assertThat(m.etat).isEqualTo(EtatEspace.OUVERT);
    assertThat(m.sigle).isEqualTo("VE");
    refuse(m::rouvrir);
    m.suspendre("Convention échue.", JOUR.plusDays(1));
    assertThat(m.etat).isEqualTo(EtatEspace.SUSPENDU);
    assertThat(m.suspenduLe).isEqualTo("2026-03-03");
    assertThat(m.motif).isEqualTo("Convention échue.");
    refuse(() -> m.suspendre("Encore.", JOUR));
    m.rouvrir();
    assertThat(m.etat).isEqualTo(EtatEspace.OUVERT);
    assertThat(m.motif).isNull();
    assertThat(m.suspenduLe).isNull();
  }

  @Test
  void ferme_il_attend_son_effacement_et_peut_revenir_jusqu_a_la_veille() {
    m.fermer("Fusion de communes.", JOUR, 21);
    assertThat(m.etat).isEqualTo(EtatEspace.FERME);
    assertThat(m.effacableLe).isEqualTo("2026-03-23");
    refuse(() -> m.fermer("Encore.", JOUR, 21));
    refuse(() -> m.suspendre("Trop tard.", JOUR));
    refuse(m::rouvrir);
    refuse(() -> m.decrire("Autre", "AU", TypeEspace.EPCI, "#1f5f8b", false));
    refuse(() -> m.annulerFermeture(JOUR.plusDays(21)));
    m.annulerFermeture(JOUR.plusDays(20));
    assertThat(m.etat).isEqualTo(EtatEspace.OUVERT);
    assertThat(m.effacableLe).isNull();
    assertThat(m.motif).isNull();
    refuse(() -> m.annulerFermeture(JOUR));
  }

  @Test
  void suspendu_puis_ferme_il_revient_suspendu() {
    m.suspendre("Litige.", JOUR);
    m.fermer("Fin.", JOUR.plusDays(2), 21);
    m.annulerFermeture(JOUR.plusDays(3));
    assertThat(m.etat).isEqualTo(EtatEspace.SUSPENDU);
    assertThat(m.suspenduLe).isEqualTo(JOUR);
  }

  @Test
  void une_version_perimee_n_ecrase_rien() {
    m.verifier(0);
    assertThatThrownBy(() -> m.verifier(1)).isInstanceOf(VersionPerimee.class);
    assertThatThrownBy(() -> m.verifier(null)).isInstanceOf(VersionPerimee.class);
  }

  private static void refuse(ThrowingCallable geste) {
    assertThatThrownBy(geste)
        .isInstanceOfSatisfying(
            RegleMetier.class, e -> assertThat(e.code()).isEqualTo("etape-impossible"));
  }
}
