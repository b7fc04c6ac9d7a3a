package fr.maillon.tempete;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Les appels de la tempête, chacun dans sa transaction, par l'unité gardée ou par l'unité témoin.
 * Aucun ne nomme l'espace : seule la base filtre.
 */
@ApplicationScoped
public class Appels {
  /** Ce que la panne voulue jette. */
  static final class Voulue extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @PersistenceContext(unitName = "tempete")
  EntityManager gardee;

  @PersistenceContext(unitName = "fuite")
  EntityManager temoin;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transaction;

  private EntityManager em(boolean garde) {
    return garde ? gardee : temoin;
  }

  /** Les lignes vues, comptées par espace. */
  @Transactional
  public SortedMap<String, Long> lire(boolean garde) {
    return compter(em(garde));
  }

  /** La même lecture, sans transaction : elle doit ne rien voir. */
  public SortedMap<String, Long> lireHorsTransaction(boolean garde) {
    return compter(em(garde));
  }

  /** Défigure tout ce qui se laisse modifier, puis annule ; rend le nombre de lignes touchées. */
  @Transactional
  public long modifierPuisAnnuler(boolean garde) {
    var n = em(garde).createQuery("update Marche m set m.nature = 'ANNULEE'").executeUpdate();
    transaction.setRollbackOnly();
    return n;
  }

  /**
   * Modifie tout ce qui se laisse modifier, et le garde : à l'identique, pour que la tempête ne
   * change rien.
   */
  @Transactional
  public long modifier(boolean garde) {
    return em(garde).createQuery("update Marche m set m.nature = m.nature").executeUpdate();
  }

  @Transactional
  public void lirePuisEchouer(boolean garde) {
    compter(em(garde));
    throw new Voulue();
  }

  /** PostgreSQL coupe la requête ; la transaction est perdue. */
  @Transactional
  public void lirePuisAttendreTrop(boolean garde) {
    compter(em(garde));
    em(garde).createNativeQuery("set local statement_timeout = '5ms'").executeUpdate();
    em(garde).createNativeQuery("select pg_sleep(2)").getResultList();
  }

  /**
   * Défigure tout ce qui se laisse modifier, puis dort plus longtemps que la transaction n'a le
   * droit de durer.
   */
  @Transactional
  public long modifierPuisDormir(boolean garde, double secondes) {
    var n = em(garde).createQuery("update Marche m set m.nature = 'ANNULEE'").executeUpdate();
    em(garde).createNativeQuery("select pg_sleep(" + secondes + ")").getResultList();
    return n;
  }

  /** Par la clé, là où un cache partagé répondrait à la place de la base. */
  @Transactional
  public boolean trouverParCle(UUID marche) {
    return gardee.find(Marche.class, marche) != null;
  }

  private static SortedMap<String, Long> compter(EntityManager em) {
    var parEspace = new TreeMap<String, Long>();
    List<Object[]> lignes =
        em.createQuery(
                "select m.tenantId, count(m) from Marche m group by m.tenantId", Object[].class)
            .getResultList();
    lignes.forEach(l -> parEspace.put(l[0].toString(), (Long) l[1]));
    return parEspace;
  }
}
