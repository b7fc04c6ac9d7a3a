package fr.maillon.isolation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/**
 * Un geste à la fois sur ce qu'un mot désigne, tous serveurs confondus, jusqu'à la fin de la
 * transaction de l'appelant.
 */
@ApplicationScoped
public class Verrou {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /**
   * @param cle le même mot attend, un autre passe ; son sens d'abord, puis ce qu'il vise : {@code
   *     "quota " + convention}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void prendre(String cle) {
    em.createNativeQuery("select app.verrouiller(?1)").setParameter(1, cle).getSingleResult();
  }
}
