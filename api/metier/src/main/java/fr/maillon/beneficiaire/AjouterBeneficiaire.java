package fr.maillon.beneficiaire;

import fr.maillon.isolation.EcritureAgent;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Ajoute un bénéficiaire. */
@ApplicationScoped
public class AjouterBeneficiaire {
  /**
   * @param siret les espaces y sont admis
   * @param commune null admis.
   * @param version celle qui a été lue ; null à l'ajout
   */
  @Schema(name = "TenirBeneficiaires")
  public record Command(String siret, String nom, String commune, Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject ListeTenue listeTenue;

  /**
   * @throws RegleMetier {@code siret-invalide}, {@code nom-invalide}, {@code beneficiaire-deja-la},
   *     {@code pas-une-centrale}
   */
  @Transactional
  @EcritureAgent
  public UUID ajouter(@NotNull(message = "Le corps de la demande manque.") Command c) {
    listeTenue.exigerReferent();
    listeTenue.exigerCentrale();
    var siret = Beneficiaire.siret(c.siret());
    if (em.createQuery(
                "select count(b) from Beneficiaire b where b.espace = :tenant and b.siret = :siret",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("siret", siret)
            .getSingleResult()
        > 0) {
      throw new RegleMetier("beneficiaire-deja-la", "siret", "Ce SIRET est déjà dans la liste.");
    }
    var b =
        new Beneficiaire(
            contexte.tenantId(),
            siret,
            Beneficiaire.nom(c.nom()),
            Beneficiaire.commune(c.commune()));
    em.persist(b);
    return b.id;
  }
}
