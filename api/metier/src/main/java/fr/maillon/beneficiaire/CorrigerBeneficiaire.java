package fr.maillon.beneficiaire;

import fr.maillon.isolation.EcritureAgent;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Corrige un bénéficiaire. */
@ApplicationScoped
public class CorrigerBeneficiaire {
  @Inject ListeTenue listeTenue;

  /** Le SIRET ne change pas : un autre SIRET est un autre bénéficiaire. */
  @Transactional
  @EcritureAgent
  public void corriger(
      UUID id, @NotNull(message = "Le corps de la demande manque.") AjouterBeneficiaire.Command c) {
    listeTenue.exigerReferent();
    var b = listeTenue.trouver(id);
    listeTenue.exigerCentrale();
    if (c.version() == null || c.version() != b.version) {
      throw new VersionPerimee();
    }
    b.nommer(Beneficiaire.nom(c.nom()), Beneficiaire.commune(c.commune()));
  }
}
