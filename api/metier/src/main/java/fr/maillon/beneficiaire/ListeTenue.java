package fr.maillon.beneficiaire;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Interdit;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** Qui tient la liste, et le bénéficiaire qu'un geste change. */
@ApplicationScoped
class ListeTenue {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;

  Beneficiaire trouver(UUID id) {
    var b = em.find(Beneficiaire.class, id);
    if (b == null || !b.espace.equals(contexte.tenantId())) {
      throw new Introuvable("Bénéficiaire");
    }
    return b;
  }

  void exigerReferent() {
    if (!contexte.espace().droits().droit().vaut(Droit.REFERENT)) {
      throw new Interdit(
          "La liste des bénéficiaires est tenue par les référents et les administrateurs de"
              + " l'espace.");
    }
  }

  void exigerCentrale() {
    if (!contexte.espace().type().equals("CENTRALE_ACHAT")) {
      throw new RegleMetier("pas-une-centrale", "Seule une centrale d'achat a des bénéficiaires.");
    }
  }
}
