package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.RegleMetier;
import fr.maillon.repentir.Corbeille;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** Remet en attente une déclaration refusée. */
@ApplicationScoped
public class RevenirSurUnRefus {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;
  @Inject Declarations declarations;

  /**
   * Qui vient de refuser se ravise : la déclaration attend de nouveau.
   *
   * @throws RegleMetier {@code trop-tard}, {@code declaration-existante}
   */
  @EcritureEquipe
  @Transactional
  public void revenir(UUID id, Integer version) {
    var declaration = declarations.lire(id, version);
    var autres =
        em.createQuery(
                "select count(d) from DeclarationHeures d where d.tenantId = :tenant and"
                    + " d.contratId = :contrat and d.mois = :mois and d.etat <> :refusee",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("contrat", declaration.contratId)
            .setParameter("mois", declaration.mois)
            .setParameter("refusee", EtatDeclaration.REFUSEE)
            .getSingleResult();
    if (autres > 0) {
      throw new RegleMetier(
          "declaration-existante",
          "Ce mois a été déclaré de nouveau entre-temps : le refus reste.");
    }
    declaration.revenir(contexte.identite(), horloge.instant(), Corbeille.REPENTIR);
  }
}
