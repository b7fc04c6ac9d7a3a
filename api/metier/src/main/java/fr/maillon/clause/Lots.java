package fr.maillon.clause;

import fr.maillon.marche.VieDuMarche;
import fr.maillon.regle.Introuvable;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Ce que les clauses lisent d'un lot et de son marché. */
final class Lots {
  record Lot(
      UUID marche,
      int rang,
      BigDecimal montant,
      LocalDate dateNotification,
      String etatMarche,
      LocalDate terme) {
    /** Le lot est fini : ce qui s'y décide encore est tardif. */
    boolean fini(LocalDate aujourdhui) {
      return terme != null && terme.isBefore(aujourdhui);
    }

    /**
     * L'année où les heures d'un engagement comptent : notification du lot, à défaut ce jour ; sur
     * un lot fini, ce jour, où elles s'exécuteront.
     */
    int annee(LocalDate aujourdhui) {
      return (dateNotification == null || fini(aujourdhui) ? aujourdhui : dateNotification)
          .getYear();
    }
  }

  private Lots() {}

  /**
   * Lit le lot et le retient jusqu'à la fin de la transaction : deux propositions, ou deux
   * décisions, sur un même lot se suivent au lieu de se croiser.
   */
  static Lot retenir(EntityManager em, UUID tenant, UUID lot) {
    var _ =
        em.createQuery(
                "select l from Lot l where l.tenantId = :tenant and l.id = :lot", Object.class)
            .setParameter("tenant", tenant)
            .setParameter("lot", lot)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultStream()
            .findFirst()
            .orElseThrow(() -> new Introuvable("Lot"));
    var l =
        em.createQuery(
                "select l.marcheId, l.rang, l.montant, l.dateNotification, m.etat, l.dureeMois from"
                    + " Lot l, Marche m where l.tenantId = :tenant and l.id = :lot and m.tenantId ="
                    + " :tenant and m.id = l.marcheId",
                Object[].class)
            .setParameter("tenant", tenant)
            .setParameter("lot", lot)
            .getSingleResult();
    return new Lot(
        (UUID) l[0],
        (int) l[1],
        (BigDecimal) l[2],
        (LocalDate) l[3],
        l[4].toString(),
        VieDuMarche.terme((LocalDate) l[3], (Integer) l[5]));
  }
}
