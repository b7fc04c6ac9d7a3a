package fr.maillon.maitreouvrage.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Le bail des exports et des reprises : le prendre, le garder, le rendre. Sous le système, qui sait
 * quels travaux mener, jamais ce qu'ils contiennent.
 */
@ApplicationScoped
class Travaux {
  /** Un serveur qui n'a rien écrit depuis ce temps est tenu pour arrêté. */
  private static final Duration BAIL = Duration.ofSeconds(60);

  static final int TENTATIVES = 3;

  enum Sorte {
    EXPORT("export"),
    REPRISE("reprise");

    private final String table;

    Sorte(String table) {
      this.table = table;
    }
  }

  record Travail(Sorte sorte, UUID id, UUID espace, UUID auteur, String auteurNom) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  /** Ce qui attend un serveur : demandé, ou laissé par un serveur arrêté. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Travail> aMener() {
    @SuppressWarnings("unchecked")
    List<Object[]> lignes =
        em.createNativeQuery(
                "select 'EXPORT', cast(id as text), cast(maitre_ouvrage_id as text), cast(auteur_id"
                    + " as text), auteur_nom, demande_le from plateforme.export where etat in"
                    + " ('DEMANDE', 'EN_COURS') and (bail is null or bail < ?1) union all select"
                    + " 'REPRISE', cast(id as text), cast(maitre_ouvrage_id as text),"
                    + " cast(auteur_id as text), auteur_nom, demande_le from plateforme.reprise"
                    + " where etat in ('DEPOSEE', 'EN_COURS') and (bail is null or bail < ?2) order"
                    + " by 6, 2 limit 20")
            .setParameter(1, quand(horloge.instant()))
            .setParameter(2, quand(horloge.instant()))
            .getResultList();
    return lignes.stream()
        .map(
            l ->
                new Travail(
                    Sorte.valueOf((String) l[0]),
                    UUID.fromString((String) l[1]),
                    UUID.fromString((String) l[2]),
                    UUID.fromString((String) l[3]),
                    (String) l[4]))
        .toList();
  }

  /**
   * Prend le travail pour ce serveur.
   *
   * @return le rang de cet essai ; 0 : un autre l'a pris, ou il n'est plus à faire
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int prendre(Sorte sorte, UUID id, UUID serveur) {
    var maintenant = horloge.instant();
    var rangs =
        em.createNativeQuery(
                "update plateforme."
                    + sorte.table
                    + " set etat = 'EN_COURS', executant = ?2, bail = ?3, tentatives = tentatives +"
                    + " 1 where id = ?1 and etat in ('DEMANDE', 'DEPOSEE', 'EN_COURS') and (bail is"
                    + " null or bail < ?4) returning tentatives")
            .setParameter(1, id)
            .setParameter(2, serveur)
            .setParameter(3, quand(maintenant.plus(BAIL)))
            .setParameter(4, quand(maintenant))
            .getResultList();
    return rangs.isEmpty() ? 0 : ((Number) rangs.getFirst()).intValue();
  }

  /**
   * Dit où l'on en est et garde le bail.
   *
   * @throws BailPerdu un autre serveur a repris, ou la demande a disparu
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void avancer(Sorte sorte, UUID id, UUID serveur, String etape, long lignes) {
    tenu(
        em.createNativeQuery(
                "update plateforme."
                    + sorte.table
                    + " set etape = ?3, lignes = ?4, bail = ?5 where id = ?1 and executant = ?2 and"
                    + " etat = 'EN_COURS'")
            .setParameter(1, id)
            .setParameter(2, serveur)
            .setParameter(3, etape)
            .setParameter(4, lignes)
            .setParameter(5, quand(horloge.instant().plus(BAIL)))
            .executeUpdate());
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void echouer(Sorte sorte, UUID id, UUID serveur, String erreur) {
    em.createNativeQuery(
            "update plateforme."
                + sorte.table
                + " set etat = 'ECHEC', etape = null, erreur = ?3, executant = null, bail = null"
                + " where id = ?1 and executant = ?2 and etat = 'EN_COURS'")
        .setParameter(1, id)
        .setParameter(2, serveur)
        .setParameter(3, erreur)
        .executeUpdate();
  }

  /**
   * Rend le travail sans le clore : un autre serveur, ou celui-ci après son redémarrage, le
   * reprendra.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void rendre(Sorte sorte, UUID id, UUID serveur, boolean tentativeComptee) {
    em.createNativeQuery(
            "update plateforme."
                + sorte.table
                + " set executant = null, bail = null, tentatives = tentatives - ?3 where id = ?1"
                + " and executant = ?2 and etat = 'EN_COURS'")
        .setParameter(1, id)
        .setParameter(2, serveur)
        .setParameter(3, tentativeComptee ? 0 : 1)
        .executeUpdate();
  }

  /**
   * Oublie ce qui a fait son temps : archives expirées, échecs, dépôts coupés. Les morceaux partent
   * avec la ligne.
   *
   * @return combien
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int oublier() {
    var maintenant = horloge.instant();
    return em.createNativeQuery(
                "delete from plateforme.export where expire_le < ?1 or etat = 'ECHEC' and"
                    + " demande_le < ?2")
            .setParameter(1, quand(maintenant))
            .setParameter(2, quand(maintenant.minus(Duration.ofDays(7))))
            .executeUpdate()
        + em.createNativeQuery(
                "delete from plateforme.reprise where etat = 'DEPOT' and demande_le < ?1 or etat ="
                    + " 'ECHEC' and demande_le < ?2")
            .setParameter(1, quand(maintenant.minus(Duration.ofHours(6))))
            .setParameter(2, quand(maintenant.minus(Duration.ofDays(7))))
            .executeUpdate();
  }

  long parametre(String code) {
    var valeurs =
        em.createNativeQuery(
                "select valeur from plateforme.parametre where code = ?1 and du <= current_date and"
                    + " (au is null or au >= current_date) order by du desc limit 1")
            .setParameter(1, code)
            .getResultList();
    if (valeurs.isEmpty()) {
      throw new IllegalStateException("le paramètre " + code + " n'a pas de valeur en vigueur");
    }
    return ((BigDecimal) valeurs.getFirst()).longValue();
  }

  /**
   * @throws BailPerdu quand rien n'a été touché
   */
  static void tenu(int touchees) {
    if (touchees == 0) {
      throw new BailPerdu();
    }
  }

  /** Ce serveur ne tient plus ce travail : il n'écrit plus rien. */
  static final class BailPerdu extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BailPerdu() {
      super("travail repris ou supprimé", null, false, false);
    }
  }

  static OffsetDateTime quand(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  static Instant instant(Object millisecondes) {
    return millisecondes == null
        ? null
        : Instant.ofEpochMilli(((Number) millisecondes).longValue());
  }
}
