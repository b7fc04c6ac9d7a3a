package fr.maillon.assistance;

import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.Attache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

@ApplicationScoped
class DemandesAttachees implements Attache {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  @Override
  public Nom nom() {
    return new Nom("une demande d'assistance", "demandes d'assistance");
  }

  @Override
  public long auMarche(UUID marche) {
    return em.createQuery(
            "select count(x) from Demande x where x.tenantId = :tenant and x.marcheId = :marche",
            Long.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("marche", marche)
        .getSingleResult();
  }
}
