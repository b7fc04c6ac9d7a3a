package fr.maillon.personne;

import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** L'invitation qu'un geste lit ou change, de cet espace seulement. */
@ApplicationScoped
class InvitationsDeLEspace {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  Invitation lire(UUID id) {
    var i = em.find(Invitation.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (i == null || !i.espace.equals(contexte.tenantId())) {
      throw new Introuvable("Invitation");
    }
    return i;
  }
}
