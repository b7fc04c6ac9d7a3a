package fr.maillon.clause;

import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.Attache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

@ApplicationScoped
class ClausesAttachees implements Attache {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  @Override
  public Nom nom() {
    return new Nom("une version de clause", "versions de clause");
  }

  @Override
  public long auMarche(UUID marche) {
    return em.createQuery(
            "select count(x) from Clause x where x.tenantId = :tenant and x.marcheId = :marche",
            Long.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("marche", marche)
        .getSingleResult();
  }

  @Override
  public long auLot(UUID lot) {
    return em.createQuery(
            "select count(x) from Clause x where x.tenantId = :tenant and x.lotId = :lot",
            Long.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("lot", lot)
        .getSingleResult();
  }
}
