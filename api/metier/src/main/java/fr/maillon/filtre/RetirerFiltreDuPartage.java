package fr.maillon.filtre;

import fr.maillon.isolation.EcritureCoordination;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** La coordination retire un filtre du partage. */
@ApplicationScoped
public class RetirerFiltreDuPartage {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject FiltresTenus filtresTenus;

  /** La coordination cesse de montrer à l'équipe un filtre partagé ; il reste à qui l'a fait. */
  @Transactional
  @EcritureCoordination
  public FiltreView retirer(@NotNull UUID id) {
    var filtre = filtresTenus.trouver(id);
    if (!filtre.partage) {
      throw new RegleMetier(
          "filtre-non-partage", "Ce filtre n'est pas partagé : il n'y a rien à retirer.");
    }
    filtre.retirer(contexte.identite());
    em.flush();
    return filtresTenus.vue(filtre);
  }
}
