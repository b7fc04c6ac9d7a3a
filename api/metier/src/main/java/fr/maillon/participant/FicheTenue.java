package fr.maillon.participant;

import fr.maillon.regle.Introuvable;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** La fiche qu'un geste change, relue et tenue. */
@ApplicationScoped
class FicheTenue {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  Participant lire(UUID id, Integer version) {
    var fiche = em.find(Participant.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (fiche == null) {
      throw new Introuvable("Participant");
    }
    if (VersionPerimee.exigee(version) != fiche.version) {
      throw new VersionPerimee(
          VersionPerimee.Fait.de("Fiche corrigée", fiche.changeParNom, fiche.changeLe));
    }
    return fiche;
  }
}
