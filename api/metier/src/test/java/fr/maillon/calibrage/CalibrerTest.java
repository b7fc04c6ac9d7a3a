package fr.maillon.calibrage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.calibrage.Calibrer.Command;
import fr.maillon.calibrage.Calibrer.Lot;
import fr.maillon.calibrage.Calibrer.LotCalibre;
import fr.maillon.grille.LigneGrilleView;
import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrerTest {
  private static final LocalDate JOUR = LocalDate.of(2026, 11, 22);
  private static final LigneGrilleView PEINTURE =
      new LigneGrilleView(
          UUID.randomUUID(),
          "PEINTURE",
          "Peinture intérieure",
          JOUR,
          null,
          n("0.7000"),
          n("30.00"),
          "fiche publique",
          true);

  @Test
  void a4LeTotalEstCeluiDesLotsArrondis() {
    var resultat =
        calculer(
            "0.05",
            new Lot(n("200000"), n("0.7"), n("30"), null),
            new Lot(n("500000"), n("0.5"), n("30"), null),
            new Lot(n("300000"), n("0.2"), n("30"), null));
    assertThat(resultat.lots()).extracting(LotCalibre::heures).containsExactly(233L, 417L, 100L);
    assertThat(resultat.lots())
        .extracting(LotCalibre::heuresExactes)
        .containsExactly(n("233.33"), n("416.67"), n("100.00"));
    assertThat(
            resultat.lots().stream()
                .map(LotCalibre::heuresExactes)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualTo(n("750.00"));
    assertThat(resultat.total()).isEqualTo(750);
  }

  @Test
  void laGrilleFournitLaPartEtLeCoutEtDitSaSource() {
    assertThat(calculer("0.05", new Lot(n("200000"), null, null, "PEINTURE")).lots())
        .containsExactly(
            new LotCalibre(
                n("233.33"), 233, "PEINTURE", "fiche publique", n("0.7000"), n("30.00")));
  }

  @Test
  void uneValeurDonneeLEmporteSurLaGrille() {
    assertThat(
            calculer("0.05", new Lot(n("200000"), n("0.35"), null, "PEINTURE"))
                .lots()
                .getFirst()
                .heuresExactes())
        .isEqualTo(n("116.67"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.05, 1000, 0.5, 0, lots[1].coutHoraire, hors-bornes",
    "0.05, 1000, 1.5, 30, lots[1].partMainOeuvre, hors-bornes",
    "0.05, -1, 0.5, 30, lots[1].montantHt, hors-bornes",
    "1.05, 1000, 0.5, 30, tauxInsertion, hors-bornes",
    "0.05, 1000, , 30, lots[1].partMainOeuvre, valeur-manquante"
  })
  void leRefusNommeLeChampDuLot(
      BigDecimal taux,
      BigDecimal montant,
      BigDecimal part,
      BigDecimal cout,
      String champ,
      String code) {
    assertThatThrownBy(
            () ->
                calculer(
                    taux.toString(),
                    new Lot(n("1000"), n("0.5"), n("30"), null),
                    new Lot(montant, part, cout, null)))
        .isInstanceOfSatisfying(
            RegleMetier.class,
            e -> assertThat(e.code() + " " + e.champ()).isEqualTo(code + " " + champ));
  }

  @Test
  void unCodeInconnuEstRefuse() {
    assertThatThrownBy(() -> calculer("0.05", new Lot(n("1000"), null, null, "PLOMBERIE")))
        .isInstanceOfSatisfying(
            RegleMetier.class,
            e ->
                assertThat(e.code() + " " + e.champ()).isEqualTo("grille-inconnue lots[0].grille"));
  }

  private static Calibrer.Resultat calculer(String taux, Lot... lots) {
    return Calibrer.calculer(
        new Command(n(taux), List.of(lots)), Map.of("PEINTURE", PEINTURE), JOUR);
  }

  private static BigDecimal n(String valeur) {
    return new BigDecimal(valeur);
  }
}
