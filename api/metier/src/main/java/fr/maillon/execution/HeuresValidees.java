package fr.maillon.execution;

import fr.maillon.clause.HeuresDesLots;
import fr.maillon.isolation.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
public class HeuresValidees implements HeuresDesLots {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /**
   * @param heures de tout un lot, corrections déduites
   */
  public record Lue(UUID lot, BigDecimal heures) {}

  @Override
  public Map<UUID, BigDecimal> validees(Collection<UUID> lots) {
    return em.createQuery(
            "select new fr.maillon.execution.HeuresValidees.Lue(v.lotId, sum(r.heures)) from"
                + " Engagement v join RegistreHeures r on r.tenantId = v.tenantId and"
                + " r.engagementId = v.id where v.tenantId = :tenant and v.lotId in :lots group by"
                + " v.lotId",
            Lue.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("lots", lots)
        .getResultStream()
        .collect(Collectors.toMap(Lue::lot, Lue::heures));
  }
}
