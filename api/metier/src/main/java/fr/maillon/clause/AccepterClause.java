package fr.maillon.clause;

import fr.maillon.consolidation.Cumuls;
import fr.maillon.isolation.EcritureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.EtatMarche;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * L'agent accepte une version : ses heures deviennent dues. Dans la même transaction, la version
 * acceptée jusque-là et les propositions plus anciennes du lot sont remplacées, et les cumuls
 * perdent l'une et gagnent l'autre : un lot n'est jamais compté deux fois.
 */
@ApplicationScoped
public class AccepterClause {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject @Any Instance<SuiteDuCalibrage> suites;
  @Inject VieDuMarche vie;
  @Inject Cumuls cumuls;
  @Inject Clock horloge;

  /**
   * @param version celle que l'agent a lue
   */
  @Schema(name = "AccepterClause")
  public record Command(@NotNull(message = "Donnez la version lue.") Integer version) {}

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
    var lotId = Decision.lotDe(em, tenant, clauseId);
    var lot = Lots.retenir(em, tenant, lotId);
    var clause = em.find(Clause.class, clauseId);
    clause.verifier(c.version());

    var autres =
        em.createQuery(
                "select x from Clause x where x.tenantId = :tenant and x.lotId = :lot and x.id <>"
                    + " :id",
                Clause.class)
            .setParameter("tenant", tenant)
            .setParameter("lot", lotId)
            .setParameter("id", clauseId)
            .getResultList();
    for (var autre : autres) {
      if (autre.etat == EtatClause.ACCEPTEE) {
        var ancien = Decision.engagement(em, tenant, autre.id);
        autre.remplacer();
        cumuls.engagement(lotId, ancien.annee, -1, ancien.heuresDues);
      } else if (autre.etat == EtatClause.PROPOSEE && autre.numeroVersion < clause.numeroVersion) {
        autre.remplacer();
      }
    }
    em.flush(); // l'index unique veut que l'ancienne ait quitté sa place avant que la nouvelle
    // n'y entre
    clause.accepter(c.version(), contexte.identite(), horloge.instant());
    var engagement = Decision.engagement(em, tenant, clauseId);
    engagement.rattacher(lot.annee(LocalDate.now(horloge)));
    cumuls.engagement(lotId, engagement.annee, 1, engagement.heuresDues);
    vie.avancer(clause.marcheId, EtatMarche.CALIBRE);
    vie.noter(
        clause.marcheId,
        "clause-acceptee",
        LibellesDeClause.clause(clause, lot.rang(), engagement) + " : acceptée.");
    if (em.createQuery(
                "select count(x) from Clause x where x.tenantId = :tenant and x.marcheId = :marche"
                    + " and x.etat = fr.maillon.clause.EtatClause.PROPOSEE",
                Long.class)
            .setParameter("tenant", tenant)
            .setParameter("marche", clause.marcheId)
            .getSingleResult()
        == 0) {
      suites.stream().forEach(x -> x.decidee(clause.marcheId));
    }
  }
}
