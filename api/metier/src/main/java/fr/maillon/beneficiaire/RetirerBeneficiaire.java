package fr.maillon.beneficiaire;

import fr.maillon.isolation.EcritureAgent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Retire un bénéficiaire. */
@ApplicationScoped
public class RetirerBeneficiaire {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject ListeTenue listeTenue;

  @Transactional
  @EcritureAgent
  public void retirer(UUID id) {
    listeTenue.exigerReferent();
    var b = listeTenue.trouver(id);
    listeTenue.exigerCentrale();
    em.remove(b);
  }
}
