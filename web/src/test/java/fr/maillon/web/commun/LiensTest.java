package fr.maillon.web.commun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiensTest {
  @Test
  void garde_les_filtres_et_change_la_page() {
    assertThat(
            Liens.avec(
                "/m/a/marches", "q=%C3%A9cole+bois&etat=NOTIFIE&etat=SOLDE&page=3", "page", "4"))
        .isEqualTo("/m/a/marches?q=%C3%A9cole+bois&etat=NOTIFIE&etat=SOLDE&page=4");
  }

  @Test
  void compte_les_filtres_poses_sans_la_recherche_ni_l_ordre() {
    assertThat(
            Liens.filtres(
                "q=ecole&annee=&etat=NOTIFIE&etat=SOLDE&montantMin=1000&montantMax=&tri=-montant&page=3"))
        .isEqualTo(2);
    assertThat(Liens.filtres("")).isZero();
  }

  @Test
  void le_sens_est_celui_de_l_ordre_suivi() {
    assertThat(Liens.sensDe("montant", "-montant")).isEqualTo("descending");
    assertThat(Liens.sensDe("montant", "montant")).isEqualTo("ascending");
    assertThat(Liens.sensDe("montant", "-date_notification")).isEqualTo("none");
    assertThat(Liens.sensDe("montant", null)).isEqualTo("none");
  }

  @Test
  void trier_ramene_a_la_premiere_page_et_la_premiere_page_ne_s_ecrit_pas() {
    assertThat(Liens.avec("/x", "q=a&page=3", "tri", "-montant")).isEqualTo("/x?q=a&tri=-montant");
    assertThat(Liens.avec("/x", "page=3", "page", "1")).isEqualTo("/x");
    assertThat(Liens.avec("/x", "q=a", "q", "")).isEqualTo("/x");
  }
}
