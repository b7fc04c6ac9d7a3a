package fr.maillon.web.faces;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.TropDeDemandes;
import fr.maillon.regle.VersionPerimee;
import jakarta.faces.FacesException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusTest {
  @Test
  void une_regle_refusee_va_a_son_champ_meme_enveloppee() {
    assertThat(
            Refus.de(
                new FacesException(
                    new IllegalStateException(
                        new RegleMetier(
                            "eligibilite", "participant", "Vérifiez son éligibilité.")))))
        .containsExactly(new Refus("participant", "Vérifiez son éligibilité."));
    assertThat(Refus.de(new VersionPerimee())).singleElement().extracting(Refus::champ).isNull();
  }

  @Test
  void absent_et_interdit_changent_la_page_entiere() {
    assertThat(Refus.de(new FacesException(new Introuvable("Marché")))).isEmpty();
    assertThat(Refus.page(new FacesException(new Introuvable("Marché"))))
        .get()
        .isInstanceOf(Introuvable.class);
    assertThat(Refus.page(new Interdit("Non."))).get().isInstanceOf(Interdit.class);
  }

  /** La page reste, avec ce qui y est écrit : la phrase dit quand réessayer. */
  @Test
  void trop_d_invitations_se_dit_en_tete_de_page() {
    var trop =
        new TropDeDemandes(
            "trop-d-invitations", "Réessayez dans une minute.", Duration.ofMinutes(1));
    assertThat(Refus.de(new FacesException(trop)))
        .containsExactly(new Refus(null, "Réessayez dans une minute."));
    assertThat(Refus.page(new FacesException(trop))).isEmpty();
  }

  @Test
  void une_panne_n_est_pas_un_refus() {
    assertThat(Refus.de(new FacesException(new NullPointerException()))).isEmpty();
    assertThat(Refus.page(new NullPointerException())).isEmpty();
  }
}
