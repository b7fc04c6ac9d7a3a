package fr.maillon.filtre;

import fr.maillon.isolation.LectureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Les filtres que je lis : les miens, ceux de l'équipe. */
@ApplicationScoped
public class ListerFiltres {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject FiltresTenus filtresTenus;

  /**
   * Les miens, puis ceux de l'équipe, par nom ; la coordination voit aussi ceux qu'elle a retirés.
   */
  @Transactional
  @LectureEquipe
  public Page<FiltreView> lister(Pagination pagination) {
    var moi = contexte.identite().id();
    var elements =
        em.createQuery(
                "select f from Filtre f order by case when f.proprietaire = :moi then 0 else 1 end,"
                    + " f.nom, f.id",
                Filtre.class)
            .setParameter("moi", moi)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultStream()
            .map(filtresTenus::vue)
            .toList();
    return new Page<>(
        elements,
        em.createQuery("select count(f) from Filtre f", Long.class).getSingleResult(),
        pagination.page(),
        pagination.taille());
  }

  @Transactional
  @LectureEquipe
  public FiltreView lire(UUID id) {
    return filtresTenus.vue(filtresTenus.trouver(id));
  }
}
