package fr.maillon.calibrage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Les essais du document de domaine, §4, au chiffre près. */
class FormulesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "A1, 1000000, 0.5, 0.05, 30, 833.33, 833",
    "A2, 1000000, 0.5, 0.05, 25, 1000.00, 1000",
    "A3, 1500000, 0.7, 0.10, 30, 3500.00, 3500",
    "A4 peinture, 200000, 0.7, 0.05, 30, 233.33, 233",
    "A4 maçonnerie, 500000, 0.5, 0.05, 30, 416.67, 417",
    "A4 charpente, 300000, 0.2, 0.05, 30, 100.00, 100",
    "A4 à plat, 1000000, 0.5, 0.05, 30, 833.33, 833",
    "A5, 1000000, 0.5, 0.05, 35.20, 710.23, 710",
    "A6, 1000000, 0.5, 0.05, 28.0, 892.86, 893",
    "A7 part nulle, 1000000, 0, 0.05, 30, 0.00, 0",
    "montant nul, 0, 0.5, 0.05, 30, 0.00, 0",
    "taux plein, 1000000, 0.5, 1, 30, 16666.67, 16667",
    "demi juste, 15, 1, 1, 30, 0.50, 1",
    "sous le demi, 14.9999999, 1, 1, 30, 0.50, 0"
  })
  void f1(
      String cas,
      BigDecimal montant,
      BigDecimal part,
      BigDecimal taux,
      BigDecimal cout,
      BigDecimal exactes,
      BigDecimal heures) {
    var calcul = new ParMontant(montant, part, taux, cout);
    assertThat(calcul.heures(2)).as(cas).isEqualTo(exactes);
    assertThat(calcul.heures()).as(cas).isEqualTo(heures);
  }

  @Test
  void a3ToutLeTravailDuLot() {
    assertThat(new ParMontant(n("1500000"), n("0.7"), n("0.10"), n("30")).heuresMainOeuvre())
        .isEqualTo(n("35000"));
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "1000000, 0.5, 0.05, 0, coutHoraire",
    "1000000, 0.5, 0.05, -30, coutHoraire",
    "1000000, 0.5, 1.01, 30, tauxInsertion",
    "1000000, 0.5, -0.01, 30, tauxInsertion",
    "1000000, 1.0001, 0.05, 30, partMainOeuvre",
    "1000000, -0.5, 0.05, 30, partMainOeuvre",
    "-1, 0.5, 0.05, 30, montantHt",
    "1e999999, 0.5, 0.05, 30, montantHt",
    "1, 1e-999999, 0.05, 30, partMainOeuvre"
  })
  void f1RefuseHorsDesBornesEtNommeLeChamp(
      BigDecimal montant, BigDecimal part, BigDecimal taux, BigDecimal cout, String champ) {
    assertThatThrownBy(() -> new ParMontant(montant, part, taux, cout))
        .isInstanceOfSatisfying(
            RegleMetier.class,
            e -> {
              assertThat(e.code()).isEqualTo("hors-bornes");
              assertThat(e.champ()).isEqualTo(champ);
            });
  }

  @Test
  void f1SeLitEnClair() {
    assertThat(new ParMontant(n("1000000"), n("0.5"), n("0.055"), n("35.20")).enClair())
        .isEqualTo(
            "1\u202f000\u202f000\u00a0€ HT × 50\u00a0% de main-d'œuvre × 5,5\u00a0% d'insertion ÷"
                + " 35,20\u00a0€ de l'heure");
  }

  @ParameterizedTest
  @CsvSource({"40000, 0.05, 2000", "40000, 0.10, 4000", "0, 0.10, 0"})
  void f2(BigDecimal heures, BigDecimal taux, BigDecimal attendu) {
    assertThat(new ParHeures(heures, taux).heures()).isEqualTo(attendu);
  }

  @Test
  void f3() {
    assertThat(new ParHeuresNouvelles(n("20000"), n("15000"), n("0.10")).heures())
        .isEqualTo(n("500"));
    assertThat(new ParHeuresNouvelles(n("15000"), n("15000"), n("0.10")).heures())
        .isEqualTo(n("0"));
  }

  @Test
  void f3RefusePlusDHeuresReprisesQueDHeures() {
    refus(() -> new ParHeuresNouvelles(n("15000"), n("15000.25"), n("0.10")), "heuresReprises");
  }

  @ParameterizedTest
  @CsvSource({
    "340000, false, 170",
    "340000, true, 150",
    "99999.99, true, 0",
    "100000, true, 50",
    "99999.99, false, 50"
  })
  void f4(BigDecimal commandes, boolean pleines, BigDecimal attendu) {
    assertThat(new ParCommandes(commandes, n("100000"), n("50"), pleines).heures())
        .isEqualTo(attendu);
  }

  @Test
  void f4RefuseUneTrancheNulle() {
    refus(() -> new ParCommandes(n("1"), n("0"), n("50"), false), "tranche");
  }

  @ParameterizedTest
  @CsvSource({"11000, 9500, 115.8", "638000, 2150000, 29.7", "0, 100, 0.0"})
  void f5(BigDecimal validees, BigDecimal dues, BigDecimal attendu) {
    assertThat(TauxRealisation.de(validees, dues)).isEqualTo(attendu);
  }

  @Test
  void f5SansBaseNEstPasUnTaux() {
    assertThat(TauxRealisation.de(n("10"), n("0.00"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1820, 1181.3", "1607, 1337.9"})
  void f6(BigDecimal heuresParAn, BigDecimal attendu) {
    assertThat(new EquivalentTempsPlein(heuresParAn).de(n("2150000"))).isEqualTo(attendu);
  }

  @Test
  void f7() {
    assertThat(new Penalite(n("1000"), n("820"), n("0"), null, n("60"), null).montant())
        .isEqualTo(n("10800.00"));
    assertThat(
            new Penalite(n("1000"), n("820"), n("100"), "chantier arrêté", n("60"), null).montant())
        .isEqualTo(n("4800.00"));
    assertThat(new Penalite(n("1000"), n("820"), n("0"), null, n("60"), n("5000")).montant())
        .isEqualTo(n("5000.00"));
    assertThat(new Penalite(n("1000"), n("1200"), n("0"), null, n("60"), null).montant())
        .as("le surplus ne se paie pas")
        .isEqualTo(n("0.00"));
  }

  @Test
  void f7NeutraliserDemandeUnMotif() {
    assertThatThrownBy(() -> new Penalite(n("1000"), n("820"), n("0.25"), " ", n("60"), null))
        .isInstanceOfSatisfying(
            RegleMetier.class,
            e -> assertThat(e.code() + " " + e.champ()).isEqualTo("motif-manquant motif"));
  }

  @ParameterizedTest
  @CsvSource({
    "2000-11-23, 2026-11-22, true",
    "2000-11-22, 2026-11-22, false",
    "2000-02-29, 2026-02-28, true",
    "2000-02-29, 2026-03-01, false"
  })
  void f8MoinsDe26(LocalDate naissance, LocalDate debut, boolean attendu) {
    assertThat(AgeALEntree.de(naissance, debut).moinsDe(26)).isEqualTo(attendu);
  }

  @Test
  void f8CinquanteAnsSelonLaSource() {
    var jour = LocalDate.of(2026, 11, 22);
    var cinquante = AgeALEntree.de(jour.minusYears(50), jour);
    assertThat(cinquante.senior(50, AgeALEntree.Senior.ET_PLUS)).isTrue();
    assertThat(cinquante.senior(50, AgeALEntree.Senior.PLUS_DE)).isFalse();
    assertThat(AgeALEntree.de(jour.minusYears(51), jour).senior(50, AgeALEntree.Senior.PLUS_DE))
        .isTrue();
    assertThat(
            AgeALEntree.de(jour.minusYears(50).plusDays(1), jour)
                .senior(50, AgeALEntree.Senior.ET_PLUS))
        .isFalse();
  }

  @Test
  void f8RefuseUneNaissanceApresLeContrat() {
    refus(
        () -> AgeALEntree.de(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 1)), "dateNaissance");
  }

  @ParameterizedTest
  @CsvSource({
    "40, 200000, 20, RESERVATION_TOTALE",
    "40, 400000, 40, LOT_RESERVE",
    "31, 294999, 29, RESERVATION_TOTALE",
    "31, 295000, 30, LOT_RESERVE",
    "30, 200000, 20, LOT_RESERVE",
    "11, 200000, 20, LOT_RESERVE",
    "10, 200000, 20, CLAUSE",
    "2, 200000, 20, CLAUSE",
    "1, 200000, 20, AUCUN"
  })
  void f9(int fournisseurs, BigDecimal budget, int dependance, ChoixLevier.Levier attendu) {
    var choix = new ChoixLevier(fournisseurs, budget, n("1000000"));
    assertThat(choix.dependance()).isEqualTo(dependance);
    assertThat(choix.levier()).isEqualTo(attendu);
  }

  @Test
  void f9SansFournisseur() {
    assertThat(new ChoixLevier(0, n("200000"), null).levier()).isEqualTo(ChoixLevier.Levier.AUCUN);
    refus(() -> new ChoixLevier(3, n("200000"), n("0")), "chiffreAffairesMoyen");
  }

  private static void refus(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable appel, String champ) {
    assertThatThrownBy(appel)
        .isInstanceOfSatisfying(
            RegleMetier.class,
            e -> {
              assertThat(e.code()).isEqualTo("hors-bornes");
              assertThat(e.champ()).isEqualTo(champ);
            });
  }

  private static BigDecimal n(String valeur) {
    return new BigDecimal(valeur);
  }
}
