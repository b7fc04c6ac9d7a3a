package fr.maillon.clause;

import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.ClausesDesMarches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
public class ClausesAcceptees implements ClausesDesMarches {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /**
   * @param nombre de lots, chacun n'ayant qu'une clause acceptée
   */
  public record Lue(UUID marche, Long nombre) {}

  @Override
  public Map<UUID, Long> acceptees(List<UUID> marches) {
    return em.createQuery(
            "select new fr.maillon.clause.ClausesAcceptees.Lue(c.marcheId, count(c)) from Clause c"
                + " where c.tenantId = :tenant and c.marcheId in :marches and c.etat ="
                + " fr.maillon.clause.EtatClause.ACCEPTEE group by c.marcheId",
            Lue.class)
        .setParameter("tenant", contexte.tenantId())
        .setParameter("marches", marches)
        .getResultStream()
        .collect(Collectors.toMap(Lue::marche, Lue::nombre));
  }
}
