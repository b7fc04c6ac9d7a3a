package fr.maillon.execution;

import fr.maillon.isolation.Identite;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Les heures d'un contrat pour un mois, telles que déclarées. Une fois décidée, une déclaration ne
 * change plus.
 */
@Entity
@Table(schema = "metier", name = "declaration_heures")
class DeclarationHeures {
  @Id UUID id;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  UUID tenantId;

  @Column(name = "contrat_id")
  UUID contratId;

  @Column(name = "engagement_id")
  UUID engagementId;

  /** Le premier jour du mois travaillé. */
  LocalDate mois;

  BigDecimal heures;

  @Enumerated(EnumType.STRING)
  EtatDeclaration etat;

  String motif;

  @Column(name = "declaree_par_nom")
  String declareeParNom;

  @Column(name = "declaree_le")
  Instant declareeLe;

  @Column(name = "decidee_par_nom")
  String decideeParNom;

  @Column(name = "decidee_le")
  Instant decideeLe;

  @Column(name = "declaree_par")
  UUID declareePar;

  @Column(name = "decidee_par")
  UUID decideePar;

  @Column(name = "corrigee_par_nom")
  String corrigeeParNom;

  @Column(name = "corrigee_le")
  Instant corrigeeLe;

  @Version int version;

  DeclarationHeures() {}

  DeclarationHeures(
      UUID contratId,
      UUID engagementId,
      LocalDate mois,
      BigDecimal heures,
      Identite auteur,
      Instant quand) {
    this.id = UUID.randomUUID();
    this.contratId = contratId;
    this.engagementId = engagementId;
    this.mois = mois;
    this.heures = heures;
    this.etat = EtatDeclaration.DECLAREE;
    this.declareePar = auteur.id();
    this.declareeParNom = auteur.nom();
    this.declareeLe = quand;
  }

  /**
   * @throws VersionPerimee quand elle a changé depuis la lecture sur laquelle le geste s'appuie
   */
  void exigerVersion(int lue) {
    if (lue != version) {
      throw new VersionPerimee(
          corrigeeLe != null
              ? VersionPerimee.Fait.de("Corrigée", corrigeeParNom, corrigeeLe)
              : etat == EtatDeclaration.DECLAREE
                  ? VersionPerimee.Fait.de("Déclarée de nouveau", declareeParNom, declareeLe)
                  : VersionPerimee.Fait.de(etat.libelle(), decideeParNom, decideeLe));
    }
  }

  void valider(Identite auteur, Instant quand) {
    decider(EtatDeclaration.VALIDEE, auteur, quand);
  }

  void refuser(String motif, Identite auteur, Instant quand) {
    decider(EtatDeclaration.REFUSEE, auteur, quand);
    this.motif = motif.strip();
  }

  void exigerValidee() {
    if (etat != EtatDeclaration.VALIDEE) {
      throw new RegleMetier(
          "non-validee",
          "Seules des heures validées se corrigent. Refusez plutôt cette déclaration.");
    }
  }

  /**
   * Ce qui attendait une décision s'écrit autrement : c'est une nouvelle déclaration, de qui la
   * corrige.
   */
  void redire(BigDecimal nouvelles, Identite auteur, Instant quand) {
    exigerAttendue();
    heures = nouvelles;
    declareePar = auteur.id();
    declareeParNom = auteur.nom();
    declareeLe = quand;
  }

  void exigerAttendue() {
    if (etat != EtatDeclaration.DECLAREE) {
      throw new RegleMetier(
          "deja-decidee",
          "Cette déclaration est déjà "
              + (etat == EtatDeclaration.VALIDEE ? "validée" : "refusée")
              + ". Rien n'a changé.");
    }
  }

  /**
   * Le refus tombe, dans la minute, par qui l'a fait.
   *
   * @throws RegleMetier {@code trop-tard}
   */
  void revenir(Identite auteur, Instant maintenant, Duration repentir) {
    if (etat != EtatDeclaration.REFUSEE
        || !auteur.id().equals(decideePar)
        || maintenant.isAfter(decideeLe.plus(repentir))) {
      throw new RegleMetier(
          "trop-tard",
          "Un refus s'annule dans la minute, par qui l'a fait. Le mois peut être déclaré de"
              + " nouveau.");
    }
    etat = EtatDeclaration.DECLAREE;
    motif = null;
    decideePar = null;
    decideeParNom = null;
    decideeLe = null;
  }

  /**
   * Le registre est corrigé : ce qui était déclaré reste, et qui le lisait sait que cela a changé.
   */
  void corriger(Identite auteur, Instant quand) {
    exigerValidee();
    corrigeeParNom = auteur.nom();
    corrigeeLe = quand;
  }

  private void decider(EtatDeclaration decision, Identite auteur, Instant quand) {
    exigerAttendue();
    etat = decision;
    decideePar = auteur.id();
    decideeParNom = auteur.nom();
    decideeLe = quand;
  }
}
