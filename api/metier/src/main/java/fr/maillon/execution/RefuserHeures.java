package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.participant.Nir;
import fr.maillon.regle.Introuvable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Refuse des heures déclarées, en disant pourquoi. Le mois peut alors être déclaré de nouveau. */
@ApplicationScoped
public class RefuserHeures {
  /**
   * @param version celle de la déclaration lue
   */
  @Schema(name = "RefuserHeures")
  public record Command(
      @NotBlank(message = "Dites pourquoi la déclaration est refusée.")
          @Size(max = 1000, message = "Le motif compte au plus 1 000 caractères.")
          String motif,
      @NotNull(message = "Donnez la version lue.") Integer version) {}

  @Inject TenantContext contexte;
  @Inject Registre registre;
  @Inject Clock horloge;

  /**
   * @throws Introuvable absente, ou d'un autre espace
   * @throws RegleMetier {@code deja-decidee}, {@code nir-refuse}
   */
  @EcritureEquipe
  @Transactional
  public void executer(
      @NotNull UUID declaration,
      @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    Nir.refuser("motif", c.motif());
    var trouvee = registre.declaration(declaration);
    trouvee.exigerVersion(c.version());
    trouvee.refuser(c.motif(), contexte.identite(), horloge.instant());
  }
}
