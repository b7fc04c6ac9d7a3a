package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.saisie.DureeJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Corrige une déclaration qui attend. */
@ApplicationScoped
public class CorrigerDeclaration {
  /**
   * @param heures au quart d'heure.
   * @param version celle de la déclaration lue
   */
  @Schema(name = "TenirDeclaration")
  public record Command(
      @NotNull(message = "Indiquez les heures ; 0 si la personne n'a pas travaillé.")
          @JsonbTypeDeserializer(DureeJson.class)
          BigDecimal heures,
      @NotNull(message = "Donnez la version lue.") Integer version) {}

  @Inject TenantContext contexte;
  @Inject Registre registre;
  @Inject Clock horloge;
  @Inject Declarations declarations;

  /**
   * @throws Introuvable absente
   * @throws VersionPerimee elle a changé
   * @throws RegleMetier {@code deja-decidee}, {@code quart-heure}, {@code heures-negatives}, {@code
   *     plafond-heures}
   */
  @EcritureEquipe
  @Transactional
  public void modifier(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var heures = Heures.exiger(c.heures());
    var declaration = declarations.lire(id, c.version());
    var mois = YearMonth.from(declaration.mois);
    Heures.exigerSousPlafond(
        heures,
        registre
            .duMois(registre.contrat(declaration.contratId).participant(), mois)
            .subtract(declaration.heures),
        registre.plafond(mois));
    declaration.redire(heures, contexte.identite(), horloge.instant());
  }
}
