package fr.maillon.marche;

import static fr.maillon.marche.Publies.CLAUSE;
import static fr.maillon.marche.Publies.RIEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static final String AVANT =
      Publies.marche(
          "24-1033429", "Entretien", "77310000", "264207", "2024-07-01", "2024-07-10", RIEN, "");

  private static List<String> entre(String avant, String apres) {
    var publication = Publies.un(avant);
    var lot = Lot.publie(UUID.randomUUID(), 1);
    lot.reprendre(publication, null);
    return Differences.entre(
        lot,
        List.of(Titulaire.de(lot.id, 1, publication.contenu().titulaires().getFirst())),
        Publies.un(apres));
  }

  @Test
  void unMontantChangeSeDitEnEuros() {
    assertThat(
            entre(
                AVANT,
                Publies.marche(
                    "24-1033429",
                    "Entretien",
                    "77310000",
                    "224989.5",
                    "2024-07-01",
                    "2024-07-12",
                    RIEN,
                    "")))
        .containsExactly("Montant : 264\u202f207\u00a0€ → 224\u202f989,50\u00a0€");
  }

  @Test
  void plusieursChangementsSeDisentUnParUn() {
    assertThat(
            entre(
                AVANT,
                Publies.marche(
                    "24-1033429",
                    "Entretien",
                    "45000000",
                    "264207",
                    "2024-07-02",
                    "2024-07-12",
                    CLAUSE,
                    "")))
        .containsExactly(
            "Notification : 1 juillet 2024 → 2 juillet 2024",
            "Code CPV : 77310000 → 45000000",
            "Considérations sociales : Pas de considération sociale → Clause sociale");
  }

  @Test
  void uneModificationAjouteeSeCompte() {
    assertThat(
            entre(
                AVANT,
                Publies.marche(
                    "24-1033429",
                    "Entretien",
                    "77310000",
                    "264207",
                    "2024-07-01",
                    "2024-07-10",
                    RIEN,
                    ",\"modifications\":[{\"modification\":{\"id\":1,\"dateNotificationModification\":\"2024-07-09\",\"datePublicationDonneesModification\":\"2024-07-11\",\"montant\":300000}}]")))
        .containsExactly("1 modification de plus");
  }

  @Test
  void uneRepublicationSansChangementVisibleLeDit() {
    assertThat(
            entre(
                AVANT,
                Publies.marche(
                    "24-1033429",
                    "Entretien",
                    "77310000",
                    "264207",
                    "2024-07-01",
                    "2024-07-12",
                    RIEN,
                    "")))
        .containsExactly("Autres renseignements publiés à nouveau");
  }

  @Test
  void lesConsiderationsInconnuesNeSontPasAucune() {
    assertThat(entre(AVANT.replace(RIEN, "[]"), AVANT))
        .containsExactly("Considérations sociales : inconnu → Pas de considération sociale");
  }

  @Test
  void lesEurosRondsNOntPasDeCentimes() {
    assertThat(Differences.euros(new BigDecimal("1000000.00")))
        .isEqualTo("1\u202f000\u202f000\u00a0€");
    assertThat(Differences.euros(new BigDecimal("0.5"))).isEqualTo("0,50\u00a0€");
    assertThat(Differences.euros(null)).isNull();
  }
}
