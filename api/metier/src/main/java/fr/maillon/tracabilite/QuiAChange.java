package fr.maillon.tracabilite;

import fr.maillon.isolation.TenantScope;
import fr.maillon.journal.DernierGeste;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Le dernier geste noté sur un objet de l'espace ouvert, en une phrase. Hors d'un espace, rien : le
 * journal est à lui.
 */
@ApplicationScoped
public class QuiAChange implements DernierGeste {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Override
  @Transactional
  public Optional<VersionPerimee.Fait> sur(String objet) {
    var espace = TenantScope.espace();
    if (espace.isEmpty() || objet == null) {
      return Optional.empty();
    }
    return em.createQuery(
            "select j from LigneDeJournal j where j.espace = :espace and j.objet = :objet order by"
                + " j.rang desc",
            LigneDeJournal.class)
        .setParameter("espace", espace.get().id())
        .setParameter("objet", objet)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(
            j ->
                new VersionPerimee.Fait(
                    j.auteurNom + " " + Actes.phrase(j.acte, j.nature), j.auteurNom, j.quand));
  }
}
