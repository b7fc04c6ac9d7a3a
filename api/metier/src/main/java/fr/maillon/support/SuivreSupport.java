package fr.maillon.support;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.LectureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Les accès du support à l'espace : en cours, et passés. */
@ApplicationScoped
public class SuivreSupport {
  private static final int AU_PLUS = 20;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  /** Tous, du plus récent au plus ancien. */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.CONSULTER_JOURNAL)
  public Page<AccesView> lister(Pagination pagination) {
    var acces =
        em.createQuery(
                "select a from AccesSupport a where a.espace = :espace order by a.du desc, a.id",
                AccesSupport.class)
            .setParameter("espace", contexte.tenantId())
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    var total =
        em.createQuery("select count(a) from AccesSupport a where a.espace = :espace", Long.class)
            .setParameter("espace", contexte.tenantId())
            .getSingleResult();
    return new Page<>(vues(acces), total, pagination.page(), pagination.taille());
  }

  /**
   * @throws Introuvable absent, ou dans un autre espace
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.CONSULTER_JOURNAL)
  public AccesView consulter(UUID id) {
    return em.createQuery(
            "select a from AccesSupport a where a.espace = :espace and a.id = :id",
            AccesSupport.class)
        .setParameter("espace", contexte.tenantId())
        .setParameter("id", id)
        .getResultStream()
        .findFirst()
        .map(a -> a.vue(horloge.instant()))
        .orElseThrow(() -> new Introuvable("Accès du support"));
  }

  /**
   * Ce que tout agent doit voir : les accès ouverts en ce moment, et les bris de glace que personne
   * n'a encore constatés.
   */
  @Transactional
  @LectureAgent
  public List<AccesView> enCours() {
    return vues(
        em.createQuery(
                "select a from AccesSupport a where a.espace = :espace and (a.fermeLe is null and"
                    + " a.au > :maintenant or a.brisDeGlace = true and a.vuLe is null) order by"
                    + " a.brisDeGlace desc, a.du",
                AccesSupport.class)
            .setParameter("espace", contexte.tenantId())
            .setParameter("maintenant", horloge.instant().truncatedTo(ChronoUnit.MICROS))
            .setMaxResults(AU_PLUS)
            .getResultList());
  }

  /** L'accès par où le support est entré : ce que sa bannière dit. */
  @Transactional
  @Habilite(value = Titre.SUPPORT, geste = Geste.LIRE)
  public AccesView leMien() {
    var fenetre = contexte.espace().droits().support();
    return em.createQuery(
            "select a from AccesSupport a where a.espace = :espace and a.au = :fin and a.ouvertPar"
                + " = :par and a.fermeLe is null order by a.du",
            AccesSupport.class)
        .setParameter("espace", contexte.tenantId())
        .setParameter("fin", fenetre.fin())
        .setParameter("par", fenetre.ouvertePar())
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(a -> a.vue(horloge.instant()))
        .orElseThrow(() -> new Introuvable("Espace"));
  }

  private List<AccesView> vues(List<AccesSupport> acces) {
    var maintenant = horloge.instant();
    return acces.stream().map(a -> a.vue(maintenant)).toList();
  }
}
