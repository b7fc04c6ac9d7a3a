package fr.maillon.participant;

import fr.maillon.regle.RegleMetier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Une décision d'éligibilité : écrite une fois, jamais reprise. Prolonger ou revenir sur une
 * décision, c'est en prendre une autre ; celle qui a été prise la dernière l'emporte sur les jours
 * qu'elle couvre.
 */
@Entity
@Table(schema = "equipe", name = "eligibilite")
class Eligibilite {
  @Id UUID id;

  @Column(name = "participant_id")
  UUID participantId;

  @Enumerated(EnumType.STRING)
  Critere critere;

  String preuve;

  @Column(name = "preuve_vue_le")
  LocalDate preuveVueLe;

  @Enumerated(EnumType.STRING)
  Decision decision;

  String motif;

  @Column(name = "date_entree")
  LocalDate dateEntree;

  @Column(name = "duree_mois")
  int dureeMois;

  @Column(name = "date_fin")
  LocalDate dateFin;

  @Column(name = "decidee_par")
  UUID decideePar;

  @Column(name = "decidee_par_nom")
  String decideeParNom;

  @Column(name = "cree_le")
  Instant creeLe;

  Eligibilite() {}

  Eligibilite(
      UUID participantId, VerifierEligibilite.Command c, int dureeMois, LocalDate aujourdHui) {
    if (c.preuveVueLe().isAfter(aujourdHui)) {
      throw new RegleMetier(
          "preuve-future", "preuveVueLe", "La preuve a été vue au plus tard aujourd'hui.");
    }
    if ((c.decision() == Decision.DEROGATION || c.critere() == Critere.AUTRE)
        && (c.motif() == null || c.motif().isBlank())) {
      throw new RegleMetier(
          "motif-requis",
          "motif",
          "Une dérogation, ou un critère « autre », demande un motif : qui a donné quel avis, et"
              + " pourquoi.");
    }
    Nir.refuser("preuve", c.preuve());
    Nir.refuser("motif", c.motif());
    this.id = UUID.randomUUID();
    this.participantId = participantId;
    this.critere = c.critere();
    this.preuve = c.preuve().strip();
    this.preuveVueLe = c.preuveVueLe();
    this.decision = c.decision();
    this.motif = c.motif() == null || c.motif().isBlank() ? null : c.motif().strip();
    this.dateEntree = c.dateEntree();
    this.dureeMois = dureeMois;
    this.dateFin = fin(c.dateEntree(), dureeMois);
  }

  /**
   * Dernier jour compris : la veille du même quantième, tant de mois plus tard (24 mois depuis le
   * 1er mars 2026 : le 29 février 2028).
   */
  static LocalDate fin(LocalDate entree, int mois) {
    return entree.plusMonths(mois).minusDays(1);
  }

  boolean couvre(LocalDate jour) {
    return !jour.isBefore(dateEntree) && !jour.isAfter(dateFin);
  }
}
