package fr.maillon.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.grille.LigneGrilleView;
import fr.maillon.regle.RegleMetier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiffrageTest {
  private static final BigDecimal MILLION = new BigDecimal("1000000.00");
  private static final LigneGrilleView BATIMENT =
      new LigneGrilleView(
          UUID.randomUUID(),
          "BATIMENT",
          "Bâtiment",
          LocalDate.of(2020, 1, 1),
          null,
          new BigDecimal("0.5000"),
          new BigDecimal("30.00"),
          "fiche publique",
          true);

  @Test
  void f1PrendLeMontantDuLotEtLaGrille() {
    var engagement = Chiffrage.de(new Essai().taux("0.05").commande(), MILLION, BATIMENT);
    assertThat(engagement.formule).isEqualTo("F1");
    assertThat(engagement.unite).isEqualTo(Unite.HEURES);
    assertThat(engagement.quantite).isEqualByComparingTo("833");
    assertThat(engagement.heuresDues).isEqualByComparingTo("833");
    assertThat(engagement.heuresExactes).isEqualTo("833.333333");
    assertThat(engagement.montantHt).isEqualTo(MILLION);
    assertThat(engagement.grilleCode + ", " + engagement.grilleSource)
        .isEqualTo("BATIMENT, fiche publique");
    assertThat(engagement.vue().enClair())
        .contains("50\u00a0% de main-d'œuvre")
        .contains("30\u00a0€");
  }

  @Test
  void f1UneValeurDonneeLEmporteSurLaGrilleEtLeLot() {
    var engagement =
        Chiffrage.de(
            new Essai().taux("0.05").montant("500000").part("0.2").commande(), MILLION, BATIMENT);
    assertThat(engagement.heuresDues).isEqualByComparingTo("167");
    assertThat(engagement.partMainOeuvre).isEqualTo("0.2");
  }

  @Test
  void f2() {
    var engagement =
        Chiffrage.de(new Essai().taux("0.05").travaillees("40000").commande(), MILLION, null);
    assertThat(engagement.formule + " " + engagement.heuresDues).isEqualTo("F2 2000");
    assertThat(engagement.heuresMarche).isEqualTo("40000");
  }

  @Test
  void f3() {
    var engagement =
        Chiffrage.de(
            new Essai().taux("0.10").marche("20000").reprises("15000").commande(), MILLION, null);
    assertThat(engagement.formule + " " + engagement.heuresDues).isEqualTo("F3 500");
    assertThat(engagement.heuresReprises).isEqualTo("15000");
  }

  @ParameterizedTest
  @CsvSource({"false, 170", "true, 150"})
  void f4GardeLOptionDansLEngagement(boolean pleines, BigDecimal heures) {
    var engagement =
        Chiffrage.de(
            new Essai().tranche("100000", "50", pleines).commande(),
            new BigDecimal("340000"),
            null);
    assertThat(engagement.formule).isEqualTo("F4");
    assertThat(engagement.heuresDues).isEqualByComparingTo(heures);
    assertThat(engagement.tranchesPleines).isEqualTo(pleines);
    assertThat(engagement.montantHt).isEqualTo("340000");
  }

  @ParameterizedTest
  @CsvSource({
    "HEURES, 120.25, 120.25",
    "POURCENT_HEURES, 7.5, 0",
    "HEURES_FORMATION, 35, 0",
    "NB_STAGES, 3, 0",
    "ACTIONS, 1, 0"
  })
  void seulesLesHeuresDInsertionSontDesHeuresDues(
      Unite unite, BigDecimal quantite, BigDecimal dues) {
    var engagement = Chiffrage.de(new Essai().quantite(unite, quantite).commande(), MILLION, null);
    assertThat(engagement.formule).isEqualTo("SAISIE");
    assertThat(engagement.quantite).isEqualTo(quantite);
    assertThat(engagement.heuresDues).isEqualTo(dues);
  }

  @Test
  void uneQuantiteSansUniteEstEnHeures() {
    assertThat(
            Chiffrage.de(new Essai().quantite(null, new BigDecimal("10")).commande(), MILLION, null)
                .unite)
        .isEqualTo(Unite.HEURES);
  }

  @ParameterizedTest
  @CsvSource({
    "HEURES, 10.1",
    "HEURES, 10000000",
    "POURCENT_HEURES, 100.01",
    "NB_STAGES, 1.5",
    "ACTIONS, -1"
  })
  void refuseUneQuantiteHorsDeSonUnite(Unite unite, BigDecimal quantite) {
    refus(new Essai().quantite(unite, quantite), "hors-bornes", "quantite");
  }

  @Test
  void seulUnCritereSePasseDHeures() {
    refus(new Essai(), "engagement-vide", "quantite");
    refus(new Essai().quantite(Unite.HEURES, BigDecimal.ZERO), "engagement-vide", "quantite");
    refus(new Essai().taux("0").montant("1").part("0.5").cout("30"), "engagement-vide", "quantite");
    var engagement = Chiffrage.de(new Essai().levier(Mecanisme.CRITERE).commande(), MILLION, null);
    assertThat(engagement.quantite).isEqualTo(BigDecimal.ZERO);
    assertThat(engagement.heuresDues).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void refuseDeuxCalculsALaFois() {
    refus(new Essai().taux("0.05").montant("1000").travaillees("40000"), "calcul-ambigu", null);
    refus(new Essai().quantite(Unite.HEURES, BigDecimal.TEN).marche("100"), "calcul-ambigu", null);
  }

  @Test
  void refuseUneAutreUnitePourUneFormule() {
    refus(
        new Essai().quantite(Unite.NB_STAGES, null).taux("0.05").part("0.5").cout("30"),
        "unite-incompatible",
        "unite");
  }

  @Test
  void nommeCeQuiManqueAuCalcul() {
    refus(new Essai().taux("0.05").part("0.5"), "valeur-manquante", "coutHoraire");
    refus(new Essai().marche("100").taux("0.05"), "valeur-manquante", "heuresReprises");
    refus(new Essai().part("0.5").cout("30"), "valeur-manquante", "tauxInsertion");
  }

  private static void refus(Essai essai, String code, String champ) {
    assertThatThrownBy(() -> Chiffrage.de(essai.commande(), MILLION, null))
        .isInstanceOfSatisfying(
            RegleMetier.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.champ()).isEqualTo(champ);
            });
  }

  /** Une proposition, valeur par valeur. */
  private static final class Essai {
    private Mecanisme levier = Mecanisme.CLAUSE_EXECUTION;
    private BigDecimal taux;
    private BigDecimal montant;
    private BigDecimal part;
    private BigDecimal cout;
    private BigDecimal travaillees;
    private BigDecimal marche;
    private BigDecimal reprises;
    private BigDecimal tranche;
    private BigDecimal parTranche;
    private Boolean pleines;
    private Unite unite;
    private BigDecimal quantite;

    Essai levier(Mecanisme valeur) {
      levier = valeur;
      return this;
    }

    Essai taux(String valeur) {
      taux = new BigDecimal(valeur);
      return this;
    }

    Essai montant(String valeur) {
      montant = new BigDecimal(valeur);
      return this;
    }

    Essai part(String valeur) {
      part = new BigDecimal(valeur);
      return this;
    }

    Essai cout(String valeur) {
      cout = new BigDecimal(valeur);
      return this;
    }

    Essai travaillees(String valeur) {
      travaillees = new BigDecimal(valeur);
      return this;
    }

    Essai marche(String valeur) {
      marche = new BigDecimal(valeur);
      return this;
    }

    Essai reprises(String valeur) {
      reprises = new BigDecimal(valeur);
      return this;
    }

    Essai tranche(String montantTranche, String heures, boolean entieres) {
      tranche = new BigDecimal(montantTranche);
      parTranche = new BigDecimal(heures);
      pleines = entieres;
      return this;
    }

    Essai quantite(Unite nouvelle, BigDecimal valeur) {
      unite = nouvelle;
      quantite = valeur;
      return this;
    }

    ProposerClause.Command commande() {
      return new ProposerClause.Command(
          UUID.randomUUID(),
          levier,
          null,
          taux,
          montant,
          part,
          cout,
          null,
          travaillees,
          marche,
          reprises,
          null,
          tranche,
          parTranche,
          pleines,
          unite,
          quantite,
          null);
    }
  }
}
