package fr.maillon.equipe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Ce que les gestes de l'équipe font pareil. Dans la transaction de l'appelant. */
@ApplicationScoped
class InvitationsEquipe {
  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject Clock horloge;

  /** Un geste à la fois sur l'équipe : deux retraits croisés ne peuvent pas se manquer. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void verrouiller() {
    em.createQuery("select function('app.verrouiller', :cle) from Parametre p where p.code = 'INVITATION_JOURS'").setParameter("cle", "equipe").getResultList();
  }

  /** Fin du lien qui sert à choisir un mot de passe. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Instant expire(Instant maintenant) {
    var jours = em.createQuery("select p.valeur from Parametre p where p.code = 'INVITATION_JOURS' and p.du <= :jour and (p.au is null or p.au >= :jour) order by p.du desc", BigDecimal.class)
        .setParameter("jour", LocalDate.now(horloge)).setMaxResults(1).getSingleResult();
    return maintenant.plus(Duration.ofDays(jours.longValue()));
  }
}
