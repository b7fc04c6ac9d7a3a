package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Francais;
import fr.maillon.participant.Nir;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.DureeJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Corrige des heures validées par une contre-passation : le registre garde ce qu'il disait, et dit
 * la différence.
 */
@ApplicationScoped
public class CorrigerHeures {
  /**
   * @param heures le bon total du mois pour ce contrat, non la différence
   * @param version celle de la déclaration lue
   */
  @Schema(name = "CorrigerHeures")
  public record Command(
      @NotNull(message = "Indiquez le bon total du mois.") @JsonbTypeDeserializer(DureeJson.class)
          BigDecimal heures,
      @NotBlank(message = "Dites pourquoi le registre est corrigé.")
          @Size(max = 1000, message = "Le motif compte au plus 1 000 caractères.")
          String motif,
      @NotNull(message = "Donnez la version lue.") Integer version) {}

  @Inject TenantContext contexte;
  @Inject Registre registre;
  @Inject Clock horloge;

  /**
   * @throws Introuvable absente, ou d'un autre espace
   * @throws RegleMetier {@code non-validee}, {@code correction-sans-effet}, {@code quart-heure},
   *     {@code heures-negatives}, {@code plafond-heures}, {@code nir-refuse}
   */
  @EcritureEquipe
  @Transactional
  public void executer(
      @NotNull UUID declaration,
      @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    Nir.refuser("motif", c.motif());
    var heures = Heures.exiger(c.heures());
    var trouvee = registre.declaration(declaration);
    trouvee.exigerVersion(c.version());
    trouvee.exigerValidee();
    var contrat = registre.contrat(trouvee.contratId);
    var net = registre.net(declaration);
    var difference = heures.subtract(net);
    if (difference.signum() == 0) {
      throw new RegleMetier(
          "correction-sans-effet",
          "heures",
          "Ce mois compte déjà " + Francais.heures(net) + ". Donnez un autre total.");
    }
    var mois = YearMonth.from(trouvee.mois);
    Heures.exigerSousPlafond(
        heures, registre.duMois(contrat.participant(), mois).subtract(net), registre.plafond(mois));
    trouvee.corriger(contexte.identite(), horloge.instant());
    registre.ecrire(
        trouvee, contrat, NatureEcriture.CONTRE_PASSATION, difference, c.motif().strip());
  }
}
