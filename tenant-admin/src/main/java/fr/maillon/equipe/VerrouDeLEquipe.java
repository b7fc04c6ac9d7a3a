package fr.maillon.equipe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Un geste à la fois sur l'équipe : deux retraits croisés ne peuvent pas se manquer. Dans la transaction de l'appelant. */
@ApplicationScoped
class VerrouDeLEquipe {
  @PersistenceContext(unitName = "maillon") EntityManager em;

  @Transactional(Transactional.TxType.MANDATORY)
  public void verrouiller() {
    em.createQuery("select function('app.verrouiller', :cle) from Parametre p where p.code = 'INVITATION_JOURS'").setParameter("cle", "equipe").getResultList();
  }
}
