package fr.maillon.personne;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;

/** De quand date une confirmation trop ancienne. */
@ApplicationScoped
class Revue {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  /** Une personne confirmée avant ce jour est à confirmer de nouveau. */
  @Transactional(Transactional.TxType.MANDATORY)
  public LocalDate seuil() {
    var jour = LocalDate.now(horloge);
    var mois =
        em.createQuery(
                "select p.valeur from Parametre p where p.code = 'REVUE_DES_PERSONNES_MOIS' and"
                    + " p.du <= :jour and (p.au is null or p.au >= :jour) order by p.du desc",
                BigDecimal.class)
            .setParameter("jour", jour)
            .setMaxResults(1)
            .getSingleResult();
    return jour.minusMonths(mois.longValue());
  }
}
