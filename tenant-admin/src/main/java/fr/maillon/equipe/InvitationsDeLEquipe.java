package fr.maillon.equipe;

import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** L'invitation dans l'équipe qu'un geste change. */
@ApplicationScoped
class InvitationsDeLEquipe {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  InvitationEquipe lire(UUID id) {
    var i = em.find(InvitationEquipe.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (i == null) {
      throw new Introuvable("Invitation");
    }
    return i;
  }
}
