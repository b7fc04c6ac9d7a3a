package fr.maillon.clause;

import fr.maillon.regle.Introuvable;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Ce que les deux décisions, accepter et refuser, lisent de même. */
final class Decision {
  private Decision() {}

  static UUID lotDe(EntityManager em, UUID tenant, UUID clause) {
    return em.createQuery(
            "select c.lotId from Clause c where c.tenantId = :tenant and c.id = :id", UUID.class)
        .setParameter("tenant", tenant)
        .setParameter("id", clause)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> new Introuvable("Clause"));
  }

  static Engagement engagement(EntityManager em, UUID tenant, UUID clause) {
    return em.createQuery(
            "select e from Engagement e where e.tenantId = :tenant and e.clauseId = :clause",
            Engagement.class)
        .setParameter("tenant", tenant)
        .setParameter("clause", clause)
        .getSingleResult();
  }
}
