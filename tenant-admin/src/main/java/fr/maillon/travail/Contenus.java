package fr.maillon.travail;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.SuiteEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * Ce qu'un travail reçoit ou donne, gardé en base par morceaux d'un mébioctet : jamais entier en
 * mémoire, une transaction par morceau. Il part avec le travail.
 */
@ApplicationScoped
public class Contenus {
  public static final int TAILLE = 1 << 20;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject FileDesTravaux travaux;

  /** Ce qui arrive ; visible comme le travail. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void garder(UUID travail, int rang, byte[] contenu) {
    ecrire(travail, rang, contenu, null);
  }

  /** Ce qui arrive, et que son auteur seul lira. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @SuiteEspace
  public void reserver(UUID travail, int rang, byte[] contenu) {
    ecrire(travail, rang, contenu, contexte.identite().id().toString());
  }

  /**
   * Ce que le travail donne.
   *
   * @throws BailPerdu un autre serveur mène ce travail
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.LIRE)
  public void garder(Bail bail, int rang, byte[] contenu) {
    travaux.tenir(bail);
    ecrire(bail.travail(), rang, contenu, null);
  }

  /**
   * Ce qu'un essai précédent a donné.
   *
   * @throws BailPerdu un autre serveur mène ce travail
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Habilite(
      value = {Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR},
      geste = Geste.LIRE)
  public void vider(Bail bail) {
    travaux.tenir(bail);
    effacer(bail.travail());
  }

  private void ecrire(UUID travail, int rang, byte[] contenu, String lecteur) {
    em.createNativeQuery(
            "insert into plateforme.morceau (tenant_id, travail_id, rang, contenu, reserve_a)"
                + " select tenant_id, id, ?3, ?4, coalesce(reserve_a, cast(?5 as uuid)) from"
                + " plateforme.travail where tenant_id = ?1 and id = ?2")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, travail)
        .setParameter(3, rang)
        .setParameter(4, contenu)
        .setParameter(5, lecteur)
        .executeUpdate();
  }

  /** Null après le dernier. */
  @Transactional
  @LectureEspace
  public byte[] morceau(UUID travail, int rang) {
    @SuppressWarnings("unchecked")
    List<byte[]> trouves =
        em.createNativeQuery(
                "select contenu from plateforme.morceau where tenant_id = ?1 and travail_id = ?2"
                    + " and rang = ?3")
            .setParameter(1, contexte.tenantId())
            .setParameter(2, travail)
            .setParameter(3, rang)
            .getResultList();
    return trouves.isEmpty() ? null : trouves.getFirst();
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void effacer(UUID travail) {
    em.createNativeQuery("delete from plateforme.morceau where tenant_id = ?1 and travail_id = ?2")
        .setParameter(1, contexte.tenantId())
        .setParameter(2, travail)
        .executeUpdate();
  }
}
