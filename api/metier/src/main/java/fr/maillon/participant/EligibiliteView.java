package fr.maillon.participant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Une décision d'éligibilité, vue de l'équipe seule.
 *
 * @param sensible le critère touche à la santé ou à la justice
 * @param preuve quelle pièce a été vue ; jamais sa copie
 * @param dateFin dernier jour compris
 */
public record EligibiliteView(
    UUID id,
    Critere critere,
    boolean sensible,
    String preuve,
    LocalDate preuveVueLe,
    Decision decision,
    String motif,
    LocalDate dateEntree,
    int dureeMois,
    LocalDate dateFin,
    UUID decideeParId,
    String decideePar,
    Instant decideeLe) {

  static EligibiliteView de(Eligibilite e) {
    return new EligibiliteView(
        e.id,
        e.critere,
        e.critere.sensible(),
        e.preuve,
        e.preuveVueLe,
        e.decision,
        e.motif,
        e.dateEntree,
        e.dureeMois,
        e.dateFin,
        e.decideePar,
        e.decideeParNom,
        e.creeLe);
  }
}
