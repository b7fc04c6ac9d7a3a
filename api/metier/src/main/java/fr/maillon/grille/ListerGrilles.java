package fr.maillon.grille;

import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;

/** La grille, en vigueur à une date ou toute son histoire. L'agent la lit depuis son espace, l'équipe depuis partout. */
@ApplicationScoped
public class ListerGrilles {
  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject Clock horloge;

  /**
   * @param code un seul code ; null : tous
   * @param le le jour où la ligne doit valoir ; null : aujourd'hui
   * @param historique vrai : toutes les lignes, closes et à venir, sans égard à la date
   */
  public record Filtre(String code, LocalDate le, boolean historique) {}

  @Habilite({Titre.AGENT, Titre.FACILITATEUR, Titre.COORDINATEUR})
  @Transactional
  public Page<LigneGrilleView> executer(Filtre filtre, Pagination pagination) {
    var ou = " from LigneGrille g where (:code is null or g.code = :code) and (:historique = true or (g.du <= :le and (g.au is null or g.au >= :le)))";
    var lignes = parametrer(em.createQuery("select g" + ou + " order by g.libelle, g.code, g.du desc", LigneGrille.class), filtre)
        .setFirstResult(pagination.debut()).setMaxResults(pagination.taille()).getResultList();
    long total = parametrer(em.createQuery("select count(g)" + ou, Long.class), filtre).getSingleResult();
    return new Page<>(lignes.stream().map(LigneGrille::vue).toList(), total, pagination.page(), pagination.taille());
  }

  private <T> TypedQuery<T> parametrer(TypedQuery<T> requete, Filtre filtre) {
    return requete.setParameter("code", filtre.code() == null || filtre.code().isBlank() ? null : filtre.code().strip())
        .setParameter("historique", filtre.historique()).setParameter("le", filtre.le() == null ? LocalDate.now(horloge) : filtre.le());
  }
}
