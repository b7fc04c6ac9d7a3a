package fr.maillon.clause;

import fr.maillon.isolation.EcritureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * L'agent refuse une version, en disant pourquoi : le facilitateur en tirera la suivante. La clause
 * en vigueur, s'il y en a une, le reste.
 */
@ApplicationScoped
public class RefuserClause {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject VieDuMarche vie;
  @Inject Clock horloge;

  /**
   * @param version celle que l'agent a lue
   */
  @Schema(name = "RefuserClause")
  public record Command(
      @NotNull(message = "Donnez la version lue.") Integer version,
      @NotBlank(message = "Dites pourquoi : le facilitateur en tiendra compte.")
          @Size(max = 1000, message = "Le motif compte 1 000 caractères au plus.")
          String motif) {}

  /**
   * @throws VersionPerimee la fiche a changé depuis sa lecture
   * @throws RegleMetier {@code clause-deja-decidee}
   */
  @EcritureAgent
  @Transactional
  public void executer(
      @NotNull UUID clauseId,
      @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var tenant = contexte.tenantId();
    var lot = Lots.retenir(em, tenant, Decision.lotDe(em, tenant, clauseId));
    var clause = em.find(Clause.class, clauseId);
    clause.refuser(c.version(), c.motif().strip(), contexte.identite(), horloge.instant());
    vie.noter(
        clause.marcheId,
        "clause-refusee",
        LibellesDeClause.clause(clause, lot.rang(), Decision.engagement(em, tenant, clauseId))
            + " : refusée. "
            + clause.motif);
  }
}
