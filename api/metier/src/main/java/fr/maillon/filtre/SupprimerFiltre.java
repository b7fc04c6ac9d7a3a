package fr.maillon.filtre;

import fr.maillon.isolation.EcritureEquipe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Supprime un de mes filtres. */
@ApplicationScoped
public class SupprimerFiltre {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject FiltresTenus filtresTenus;

  @Transactional
  @EcritureEquipe
  public void supprimer(@NotNull UUID id) {
    em.remove(filtresTenus.leSien(id));
  }
}
