package fr.maillon.assistance;

import fr.maillon.clause.SuiteDuCalibrage;
import fr.maillon.isolation.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.UUID;

/** Une demande de calibrage n'attend plus rien quand les clauses de son marché sont décidées. */
@ApplicationScoped
class CalibrageDemande implements SuiteDuCalibrage {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  @Override
  public void proposee(UUID marche) {
    em.createQuery(
            "update Demande d set d.calibreeLe = null where d.tenantId = :tenant and d.marcheId ="
                + " :marche and d.calibreeLe is not null")
        .setParameter("tenant", contexte.tenantId())
        .setParameter("marche", marche)
        .executeUpdate();
  }

  @Override
  public void decidee(UUID marche) {
    em.createQuery(
            "update Demande d set d.calibreeLe = :quand where d.tenantId = :tenant and d.marcheId"
                + " = :marche and d.service = fr.maillon.assistance.ServiceAssistance.CALIBRAGE"
                + " and d.etat = fr.maillon.assistance.EtatDemande.PRISE_EN_CHARGE")
        .setParameter("quand", horloge.instant())
        .setParameter("tenant", contexte.tenantId())
        .setParameter("marche", marche)
        .executeUpdate();
  }
}
