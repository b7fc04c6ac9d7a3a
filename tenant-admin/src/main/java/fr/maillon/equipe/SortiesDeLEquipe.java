package fr.maillon.equipe;

import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.JournalDesSorties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;

/** Parmi les actes de la personne, que l'administration centrale lit sur sa fiche. */
@ApplicationScoped
class SortiesDeLEquipe implements JournalDesSorties {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;

  @Override
  public void noter(String phrase) {
    var qui = contexte.identite();
    em.persist(
        new ActeDEquipe(
            horloge.instant(), qui.id(), ActeDEquipe.Sens.EXPORT, phrase, qui.id(), qui.nom()));
    em.flush();
  }
}
