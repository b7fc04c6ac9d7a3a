package fr.maillon.importdecp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

/** L'aiguillage des travaux, lu sous le périmètre du système : lui seul les voit tous. */
@ApplicationScoped
class Travaux {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Travail> enAttente() {
    return em.createQuery("select t from Travail t order by t.creeLe, t.id", Travail.class)
        .setMaxResults(100)
        .getResultList();
  }
}
