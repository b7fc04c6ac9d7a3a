package fr.maillon.clause;

import fr.maillon.calibrage.Formule;
import fr.maillon.calibrage.ParCommandes;
import fr.maillon.calibrage.ParHeures;
import fr.maillon.calibrage.ParHeuresNouvelles;
import fr.maillon.calibrage.ParMontant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Ce que le titulaire devra : une quantité dans une unité, et d'où elle vient. Il naît avec la
 * version de clause qui le porte et ne change plus, sauf son année, fixée à l'acceptation.
 */
@Entity
@Table(schema = "metier", name = "engagement")
class Engagement {
  /** Code de formule d'une quantité saisie, sans calcul. */
  static final String SAISIE = "SAISIE";

  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "clause_id")
  UUID clauseId;

  @Column(name = "lot_id")
  UUID lotId;

  @Enumerated(EnumType.STRING)
  Unite unite;

  BigDecimal quantite;

  @Column(name = "heures_dues")
  BigDecimal heuresDues;

  int annee;
  String formule;

  @Column(name = "montant_ht")
  BigDecimal montantHt;

  @Column(name = "part_main_oeuvre")
  BigDecimal partMainOeuvre;

  @Column(name = "taux_insertion")
  BigDecimal tauxInsertion;

  @Column(name = "cout_horaire")
  BigDecimal coutHoraire;

  @Column(name = "heures_marche")
  BigDecimal heuresMarche;

  @Column(name = "heures_reprises")
  BigDecimal heuresReprises;

  BigDecimal tranche;

  @Column(name = "heures_par_tranche")
  BigDecimal heuresParTranche;

  @Column(name = "tranches_pleines")
  Boolean tranchesPleines;

  @Column(name = "heures_exactes")
  BigDecimal heuresExactes;

  @Column(name = "grille_code")
  String grilleCode;

  @Column(name = "grille_source")
  String grilleSource;

  Engagement() {}

  /** Une quantité décidée sans calcul. */
  static Engagement saisi(Unite unite, BigDecimal quantite) {
    var engagement = new Engagement();
    engagement.id = UUID.randomUUID();
    engagement.formule = SAISIE;
    engagement.mesurer(unite, quantite);
    return engagement;
  }

  /** Des heures calculées ; garde ce qui a servi au calcul. */
  static Engagement calcule(Formule formule) {
    var engagement = new Engagement();
    engagement.id = UUID.randomUUID();
    engagement.formule = formule.code();
    engagement.mesurer(Unite.HEURES, formule.heures());
    engagement.heuresExactes = formule.heures(6);
    switch (formule) {
      case ParMontant(var montant, var part, var taux, var cout) -> {
        engagement.montantHt = montant;
        engagement.partMainOeuvre = part;
        engagement.tauxInsertion = taux;
        engagement.coutHoraire = cout;
      }
      case ParHeures(var heures, var taux) -> {
        engagement.heuresMarche = heures;
        engagement.tauxInsertion = taux;
      }
      case ParHeuresNouvelles(var heures, var reprises, var taux) -> {
        engagement.heuresMarche = heures;
        engagement.heuresReprises = reprises;
        engagement.tauxInsertion = taux;
      }
      case ParCommandes(var commandes, var parTranche, var heures, var pleines) -> {
        engagement.montantHt = commandes;
        engagement.tranche = parTranche;
        engagement.heuresParTranche = heures;
        engagement.tranchesPleines = pleines;
      }
    }
    return engagement;
  }

  private void mesurer(Unite nouvelle, BigDecimal combien) {
    unite = nouvelle;
    quantite = nouvelle.mesurer(combien);
    heuresDues = nouvelle == Unite.HEURES ? quantite : BigDecimal.ZERO;
  }

  void venirDeLaGrille(String code, String source) {
    grilleCode = code;
    grilleSource = source;
  }

  void porter(Clause clause, int anneeDuLot) {
    clauseId = clause.id;
    lotId = clause.lotId;
    annee = anneeDuLot;
  }

  /** L'année où les heures dues comptent : notification du lot, à défaut acceptation. */
  void rattacher(int nouvelleAnnee) {
    annee = nouvelleAnnee;
  }

  EngagementView vue() {
    return new EngagementView(
        id,
        unite,
        quantite,
        heuresDues,
        annee,
        formule,
        enClair(),
        montantHt,
        partMainOeuvre,
        tauxInsertion,
        coutHoraire,
        heuresMarche,
        heuresReprises,
        tranche,
        heuresParTranche,
        tranchesPleines,
        heuresExactes,
        grilleCode,
        grilleSource);
  }

  /** Le calcul avec ses valeurs ; null quand la quantité a été saisie. */
  private String enClair() {
    return switch (formule) {
      case "F1" -> new ParMontant(montantHt, partMainOeuvre, tauxInsertion, coutHoraire).enClair();
      case "F2" -> new ParHeures(heuresMarche, tauxInsertion).enClair();
      case "F3" -> new ParHeuresNouvelles(heuresMarche, heuresReprises, tauxInsertion).enClair();
      case "F4" ->
          new ParCommandes(montantHt, tranche, heuresParTranche, tranchesPleines).enClair();
      default -> null;
    };
  }
}
