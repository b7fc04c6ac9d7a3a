package fr.maillon.filtre;

import fr.maillon.isolation.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Où l'on arrive en se connectant. Sous {@link fr.maillon.isolation.Perimetre.Identification} : la
 * base n'y montre que les siens.
 */
@ApplicationScoped
public class FiltreParDefaut {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  /**
   * La chaîne de requête de {@code /portefeuille} ; vide quand la personne n'a pas choisi de filtre
   * par défaut.
   */
  @Transactional
  public Optional<String> lire() {
    return em.createQuery(
            "select f.requete from Filtre f where f.proprietaire = :moi and f.parDefaut = true",
            String.class)
        .setParameter("moi", contexte.identite().id())
        .getResultStream()
        .findFirst();
  }
}
