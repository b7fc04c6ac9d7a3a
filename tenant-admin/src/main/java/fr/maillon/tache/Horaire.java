package fr.maillon.tache;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * L'horaire des tâches, tenu en base pour que deux serveurs ne mènent pas la même. Sous le
 * périmètre du système.
 */
@ApplicationScoped
class Horaire {
  private static final int FAUTE = 1000;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /**
   * Inscrit les tâches que la base ne connaît pas encore : leur premier tour est pour tout de
   * suite.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void inscrire(Collection<String> noms, Instant maintenant) {
    var connues = em.createQuery("select t.nom from TacheTenue t", String.class).getResultList();
    noms.stream()
        .filter(n -> !connues.contains(n))
        .forEach(n -> em.persist(new TacheTenue(n, maintenant)));
  }

  /** Celles dont l'heure est venue et que nul ne mène. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<String> dues(Instant maintenant) {
    return em.createQuery(
            "select t.nom from TacheTenue t where t.prochaine <= :maintenant and (t.bail is null or"
                + " t.bail < :maintenant) order by t.prochaine, t.nom",
            String.class)
        .setParameter("maintenant", maintenant)
        .getResultList();
  }

  /**
   * Prend la tâche pour ce serveur. Faux : un autre l'a prise entre-temps, ou son heure n'est pas
   * venue.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean prendre(String nom, UUID serveur, Instant maintenant, Duration bail) {
    return em.createQuery(
                "update TacheTenue t set t.serveur = :serveur, t.bail = :fin where t.nom = :nom and"
                    + " t.prochaine <= :maintenant and (t.bail is null or t.bail < :maintenant)")
            .setParameter("serveur", serveur)
            .setParameter("fin", maintenant.plus(bail))
            .setParameter("nom", nom)
            .setParameter("maintenant", maintenant)
            .executeUpdate()
        == 1;
  }

  /** Celles dont le dernier tour a échoué, et celles que nul n'a prises à leur heure. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public SuivreTaches.Defauts defauts(Instant maintenant) {
    return new SuivreTaches.Defauts(
        em.createQuery(
                "select t.nom from TacheTenue t where t.faute is not null order by t.nom",
                String.class)
            .getResultList(),
        em.createQuery(
                "select t.nom from TacheTenue t where t.prochaine < :attendue and (t.bail is null"
                    + " or t.bail < :maintenant) order by t.nom",
                String.class)
            .setParameter("attendue", maintenant.minus(SuivreTaches.PATIENCE))
            .setParameter("maintenant", maintenant)
            .getResultList());
  }

  /** Avance l'heure d'une tâche ; menée en ce moment, elle repassera dès son tour fini. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void avancer(String nom, Instant heure) {
    em.createQuery(
            "update TacheTenue t set t.prochaine = :heure where t.nom = :nom and (t.prochaine >"
                + " :heure or t.bail is not null)")
        .setParameter("heure", heure)
        .setParameter("nom", nom)
        .executeUpdate();
  }

  /**
   * Rend la tâche, si ce serveur la tient encore. Réveillée pendant son tour, elle repasse
   * aussitôt.
   *
   * @param faute null quand le tour a réussi
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void rendre(
      String nom, UUID serveur, Instant debut, Instant fin, Instant prochaine, String faute) {
    var tenue = em.find(TacheTenue.class, nom, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
    if (tenue != null && serveur.equals(tenue.serveur)) {
      var reveillee = tenue.prochaine.isAfter(debut);
      tenue.finir(
          fin,
          reveillee && tenue.prochaine.isBefore(prochaine) ? fin : prochaine,
          faute == null ? null : faute.substring(0, Math.min(FAUTE, faute.length())));
    }
  }
}
