package fr.maillon.personne;

import fr.maillon.isolation.LectureEspace;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Qui est de l'espace aujourd'hui. Lisible par tous ceux qui y entrent ; seul l'administrateur y
 * change quelque chose.
 */
@ApplicationScoped
public class ListerPersonnes {
  private static final String OU =
      " from Adhesion a join Personne p on p.id = a.utilisateur where a.espace = :espace and a.du"
          + " <= :jour and (a.au is null or a.au >= :jour)";
  private static final String A_CONFIRMER = " and coalesce(a.confirmeeLe, a.du) < :seuil";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Revue revue;
  @Inject Clock horloge;

  /**
   * @param aConfirmer seulement celles dont la dernière confirmation est trop ancienne
   */
  @Transactional
  @LectureEspace
  public Page<PersonneView> executer(boolean aConfirmer, Pagination pagination) {
    var seuil = revue.seuil();
    var moi = contexte.identite().id();
    var ou = OU + (aConfirmer ? A_CONFIRMER : "");
    var lignes =
        avec(
                em.createQuery(
                    "select a, p" + ou + " order by p.nom, p.courriel, p.id", Object[].class),
                aConfirmer,
                seuil)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultStream()
            .map(l -> PersonneView.de((Adhesion) l[0], (Personne) l[1], seuil, moi))
            .toList();
    return new Page<>(
        lignes,
        avec(em.createQuery("select count(a)" + ou, Long.class), aConfirmer, seuil)
            .getSingleResult(),
        pagination.page(),
        pagination.taille());
  }

  /** Combien de personnes attendent d'être confirmées. */
  @Transactional
  @LectureEspace
  public long aConfirmer() {
    return avec(
            em.createQuery("select count(a)" + OU + A_CONFIRMER, Long.class), true, revue.seuil())
        .getSingleResult();
  }

  @Transactional
  @LectureEspace
  public PersonneView une(UUID personne) {
    var seuil = revue.seuil();
    return avec(
            em.createQuery("select a, p" + OU + " and p.id = :personne", Object[].class),
            false,
            seuil)
        .setParameter("personne", personne)
        .getResultStream()
        .findFirst()
        .map(
            l -> PersonneView.de((Adhesion) l[0], (Personne) l[1], seuil, contexte.identite().id()))
        .orElseThrow(() -> new Introuvable("Personne"));
  }

  private <T> TypedQuery<T> avec(TypedQuery<T> requete, boolean aConfirmer, LocalDate seuil) {
    requete
        .setParameter("espace", contexte.tenantId())
        .setParameter("jour", LocalDate.now(horloge));
    if (aConfirmer) {
      requete.setParameter("seuil", seuil);
    }
    return requete;
  }
}
