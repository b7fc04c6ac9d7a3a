package fr.maillon.heures;

import fr.maillon.regle.RegleMetier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Les heures d'un contrat pour un mois, telles que déclarées. Une fois décidée, une déclaration ne change plus. */
@Entity
@Table(schema = "metier", name = "declaration_heures")
class DeclarationHeures {
  @Id UUID id;
  @Column(name = "tenant_id", insertable = false, updatable = false) UUID tenantId;
  @Column(name = "contrat_id") UUID contratId;
  @Column(name = "engagement_id") UUID engagementId;
  /** Le premier jour du mois travaillé. */
  LocalDate mois;
  BigDecimal heures;
  @Enumerated(EnumType.STRING) EtatDeclaration etat;
  String motif;
  @Column(name = "declaree_par_nom") String declareeParNom;
  @Column(name = "declaree_le") Instant declareeLe;
  @Column(name = "decidee_par_nom") String decideeParNom;
  @Column(name = "decidee_le") Instant decideeLe;
  @Version int version;

  DeclarationHeures() {}

  DeclarationHeures(UUID contratId, UUID engagementId, LocalDate mois, BigDecimal heures, String auteur, Instant quand) {
    this.id = UUID.randomUUID();
    this.contratId = contratId;
    this.engagementId = engagementId;
    this.mois = mois;
    this.heures = heures;
    this.etat = EtatDeclaration.DECLAREE;
    this.declareeParNom = auteur;
    this.declareeLe = quand;
  }

  void valider(String auteur, Instant quand) {
    decider(EtatDeclaration.VALIDEE, auteur, quand);
  }

  void refuser(String motif, String auteur, Instant quand) {
    decider(EtatDeclaration.REFUSEE, auteur, quand);
    this.motif = motif.strip();
  }

  void exigerValidee() {
    if (etat != EtatDeclaration.VALIDEE) {
      throw new RegleMetier("non-validee", "Seules des heures validées se corrigent. Refusez plutôt cette déclaration.");
    }
  }

  private void decider(EtatDeclaration decision, String auteur, Instant quand) {
    if (etat != EtatDeclaration.DECLAREE) {
      throw new RegleMetier("deja-decidee", "Cette déclaration est déjà " + (etat == EtatDeclaration.VALIDEE ? "validée" : "refusée") + ". Rien n'a changé.");
    }
    etat = decision;
    decideeParNom = auteur;
    decideeLe = quand;
  }
}
