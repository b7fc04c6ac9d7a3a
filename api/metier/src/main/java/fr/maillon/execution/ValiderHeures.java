package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Inscrit des heures déclarées au registre et, du même geste, aux cumuls : la consolidation les
 * compte aussitôt.
 */
@ApplicationScoped
public class ValiderHeures {
  /**
   * @param version celle de la déclaration lue
   */
  @Schema(name = "ValiderHeures")
  public record Command(@NotNull(message = "Donnez la version lue.") Integer version) {}

  @Inject TenantContext contexte;
  @Inject Registre registre;
  @Inject Clock horloge;

  /**
   * @throws Introuvable absente, ou d'un autre espace
   * @throws VersionPerimee elle a changé
   * @throws RegleMetier {@code deja-decidee}, {@code meme-personne}
   */
  @EcritureEquipe
  @Transactional
  public void executer(
      @NotNull UUID declaration,
      @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var trouvee = registre.declaration(declaration);
    trouvee.exigerVersion(c.version());
    if (contexte.identite().id().equals(trouvee.declareePar) && registre.validationSeparee()) {
      throw new RegleMetier(
          "meme-personne",
          "Dans cet espace, qui déclare des heures ne les valide pas : demandez à un collègue."
              + " L'administrateur de l'espace en décide, dans ses réglages.");
    }
    trouvee.valider(contexte.identite(), horloge.instant());
    registre.ecrire(
        trouvee,
        registre.contrat(trouvee.contratId),
        NatureEcriture.VALIDATION,
        trouvee.heures,
        null);
  }
}
