package fr.maillon.clause;

import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** La fiche d'une version de clause, avec son calcul et les autres versions du lot. */
@ApplicationScoped
public class ConsulterClause {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject ListerClauses clauses;

  /**
   * @throws Introuvable absente, ou d'un autre espace
   */
  @LectureEspace
  @Transactional
  public FicheClause executer(@NotNull UUID id) {
    var tenant = contexte.tenantId();
    var versions = clauses.versions(Decision.lotDe(em, tenant, id));
    var c =
        versions.stream()
            .filter(v -> v.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new Introuvable("Clause"));
    return new FicheClause(
        c.id(),
        c.marcheId(),
        c.marcheNumero(),
        c.marcheObjet(),
        c.lotId(),
        c.lotRang(),
        c.lotObjet(),
        c.mecanisme(),
        c.article(),
        c.numeroVersion(),
        c.etat(),
        c.motif(),
        c.auteurId(),
        c.auteurNom(),
        c.creeLe(),
        c.decideePar(),
        c.decideeParNom(),
        c.decideeLe(),
        c.version(),
        c.heuresDues(),
        c.heuresValidees(),
        c.tauxRealisation(),
        Decision.engagement(em, tenant, id).vue(),
        versions);
  }
}
