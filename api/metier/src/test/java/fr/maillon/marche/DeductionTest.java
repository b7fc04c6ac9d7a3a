package fr.maillon.marche;

import static fr.maillon.marche.Publies.CLAUSE;
import static fr.maillon.marche.Publies.RIEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeductionTest {
  private static final Instant QUAND = Instant.parse("2026-11-22T08:00:00Z");

  private static Marche deduit(String... publies) {
    var publications = Publies.lire(publies);
    var marche = Marche.publie(publications.getFirst(), QUAND);
    var lots = new ArrayList<Lot>();
    for (var p : publications) {
      var lot = Lot.publie(marche.id, lots.size() + 1);
      lot.reprendre(p, null);
      lots.add(lot);
    }
    marche.deduire(lots, List.of("ATELIERS DE L'ÉTÉ", "45220075100025"), QUAND);
    return marche;
  }

  @Test
  void leMontantEstLaSommeEtLeCpvCeluiDuPlusGrosLot() {
    var marche =
        deduit(
            Publies.marche(
                "1", "Nettoyage", "90910000", "1000.10", "2024-05-02", "2024-06-01", RIEN, ""),
            Publies.marche(
                "1", "Gros œuvre", "45210000", "9000.25", "2024-05-01", "2024-06-01", RIEN, ""));
    assertThat(marche.montant).isEqualByComparingTo(new BigDecimal("10000.35"));
    assertThat(marche.codeCpv).isEqualTo("45210000");
    assertThat(marche.segment).isEqualTo(Segment.TRAVAUX);
    assertThat(marche.lots).isEqualTo(2);
    assertThat(marche.objet).isEqualTo("Nettoyage");
    assertThat(marche.dateNotification).isEqualTo(LocalDate.of(2024, 5, 1));
    assertThat(marche.annee).isEqualTo(2024);
    assertThat(marche.etat).isEqualTo(EtatMarche.NOTIFIE);
  }

  @Test
  void laRechercheTrouveSansAccentsLesObjetsLesTitulairesEtLeNumero() {
    assertThat(
            deduit(
                    Publies.marche(
                        "24-A",
                        "Réfection",
                        "45000000",
                        "1000",
                        "2024-05-01",
                        "2024-06-01",
                        RIEN,
                        ""))
                .recherche)
        .contains("24 a", "refection", "ateliers de l'ete", "45220075100025");
  }

  @Test
  void uneClauseDansUnLotSuffitALaDireDuMarche() {
    var marche =
        deduit(
            Publies.marche("1", "A", "45000000", "10", "2024-05-01", "2024-06-01", RIEN, ""),
            Publies.marche("1", "B", "45000000", "20", "2024-05-01", "2024-06-01", CLAUSE, ""));
    assertThat(marche.socialeConnue).isTrue();
    assertThat(marche.socialeClause).isTrue();
    assertThat(marche.socialeCritere).isFalse();
  }

  @Test
  void unLotInconnuEmpecheDeDireAucune() {
    var marche =
        deduit(
            Publies.marche("1", "A", "45000000", "10", "2024-05-01", "2024-06-01", RIEN, ""),
            Publies.marche("1", "B", "45000000", "20", "2024-05-01", "2024-06-01", "[]", ""));
    assertThat(marche.socialeConnue).isFalse();
    assertThat(Considerations.libelles(marche.socialeConnue, false, false, false)).isEmpty();
  }

  @Test
  void unMarcheAvanceParQuelquUnNeReculePas() {
    var p =
        Publies.un(
            Publies.marche("1", "A", "45000000", "10", "2024-05-01", "2024-06-01", RIEN, ""));
    var marche = Marche.publie(p, QUAND);
    marche.etat = EtatMarche.EN_EXECUTION;
    var lot = Lot.publie(marche.id, 1);
    lot.reprendre(p, null);
    marche.deduire(List.of(lot), List.of(), QUAND);
    assertThat(marche.etat).isEqualTo(EtatMarche.EN_EXECUTION);
  }
}
