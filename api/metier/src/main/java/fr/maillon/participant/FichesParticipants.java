package fr.maillon.participant;

import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Ce que les gestes des espaces (contrat, heures) demandent aux fiches de l'équipe, dans leur
 * propre transaction.
 */
@ApplicationScoped
public class FichesParticipants {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /**
   * Retient la fiche jusqu'à la fin de la transaction : deux déclarations de la même personne se
   * jugent l'une après l'autre, et le plafond mensuel tient même quand elles arrivent ensemble.
   *
   * @throws Introuvable aucune fiche de ce numéro
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void retenir(UUID participant) {
    if (em.find(Participant.class, participant, LockModeType.PESSIMISTIC_WRITE) == null) {
      throw new Introuvable("Participant");
    }
  }

  /**
   * La décision d'éligibilité qui vaut ce jour-là ; vide si la personne n'est pas éligible ce
   * jour-là.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<UUID> eligibilite(UUID participant, LocalDate jour) {
    return droits(participant).le(jour).map(e -> e.id);
  }

  /** Vrai si la personne est éligible au moins un jour de la période, bornes comprises. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean eligibleEntre(UUID participant, LocalDate du, LocalDate au) {
    return droits(participant).unJourEntre(du, au);
  }

  private Droits droits(UUID participant) {
    return new Droits(
        em.createQuery(
                "select e from Eligibilite e where e.participantId = :participant",
                Eligibilite.class)
            .setParameter("participant", participant)
            .getResultList());
  }
}
