package fr.maillon.grille;

import fr.maillon.isolation.LectureEspace;
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
 * La grille, en vigueur à une date ou toute son histoire. L'agent la lit depuis son espace,
 * l'équipe depuis partout.
 */
@ApplicationScoped
public class ListerGrilles {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  /**
   * @param code un seul code ; null : tous
   * @param le le jour où la ligne doit valoir ; null : aujourd'hui
   * @param historique vrai : toutes les lignes, closes et à venir, sans égard à la date
   */
  public record Filtre(String code, LocalDate le, boolean historique) {}

  @LectureEspace
  @Transactional
  public Page<LigneGrilleView> executer(Filtre filtre, Pagination pagination) {
    var code = filtre.code() == null || filtre.code().isBlank() ? null : filtre.code().strip();
    var ou =
        " from LigneGrille g where 1 = 1"
            + (code == null ? "" : " and g.code = :code")
            + (filtre.historique() ? "" : " and g.du <= :le and (g.au is null or g.au >= :le)");
    var lignes =
        parametrer(
                em.createQuery(
                    "select g"
                        + ou
                        + (filtre.historique()
                            ? " order by g.code, g.du desc"
                            : " order by g.libelle, g.code"),
                    LigneGrille.class),
                code,
                filtre)
            .setFirstResult(pagination.debut())
            .setMaxResults(pagination.taille())
            .getResultList();
    long total =
        parametrer(em.createQuery("select count(g)" + ou, Long.class), code, filtre)
            .getSingleResult();
    return new Page<>(
        lignes.stream().map(LigneGrille::vue).toList(),
        total,
        pagination.page(),
        pagination.taille());
  }

  /**
   * @throws Introuvable ligne absente
   */
  @LectureEspace
  @Transactional
  public LigneGrilleView une(UUID id) {
    var ligne = em.find(LigneGrille.class, id);
    if (ligne == null) {
      throw new Introuvable("Ligne de la grille");
    }
    return ligne.vue();
  }

  private <T> TypedQuery<T> parametrer(TypedQuery<T> requete, String code, Filtre filtre) {
    if (code != null) {
      requete.setParameter("code", code);
    }
    if (!filtre.historique()) {
      requete.setParameter("le", filtre.le() == null ? LocalDate.now(horloge) : filtre.le());
    }
    return requete;
  }
}
