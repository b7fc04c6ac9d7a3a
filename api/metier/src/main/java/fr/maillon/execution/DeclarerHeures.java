package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.participant.FichesParticipants;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.saisie.DureeJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Déclare les heures d'un contrat pour un mois. Elles attendent une décision ; zéro heure est une
 * réponse.
 */
@ApplicationScoped
public class DeclarerHeures {
  /**
   * @param mois le mois travaillé, {@code AAAA-MM}
   * @param heures au quart d'heure, de 0 au plafond mensuel de la personne
   */
  @Schema(name = "DeclarerHeures")
  public record Command(
      @NotNull(message = "Choisissez le contrat.") UUID contratId,
      @NotNull(message = "Choisissez le mois.")
          @Pattern(
              regexp = "20[0-9]{2}-(0[1-9]|1[0-2])",
              message = "Le mois s'écrit AAAA-MM, par exemple 2026-10.")
          String mois,
      @NotNull(message = "Indiquez les heures ; 0 si la personne n'a pas travaillé.")
          @JsonbTypeDeserializer(DureeJson.class)
          BigDecimal heures) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Registre registre;
  @Inject FichesParticipants fiches;
  @Inject Clock horloge;

  /**
   * @throws Introuvable le contrat n'est pas de cet espace
   * @throws RegleMetier {@code quart-heure}, {@code heures-negatives}, {@code plafond-heures},
   *     {@code mois-futur}, {@code hors-contrat}, {@code hors-eligibilite}, {@code
   *     declaration-existante}
   */
  @EcritureEquipe
  @Transactional
  public UUID executer(@NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var mois = Heures.mois(c.mois());
    var contrat = registre.contrat(c.contratId());
    var heures = Heures.exiger(c.heures());
    Heures.exigerMois(mois, contrat.debut(), contrat.fin(), LocalDate.now(horloge));
    exigerEligible(contrat, mois);
    var existantes =
        em.createQuery(
                "select count(d) from DeclarationHeures d where d.tenantId = :tenant and"
                    + " d.contratId = :contrat and d.mois = :mois and d.etat <> :refusee",
                Long.class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("contrat", contrat.id())
            .setParameter("mois", mois.atDay(1))
            .setParameter("refusee", EtatDeclaration.REFUSEE)
            .getSingleResult();
    if (existantes > 0) {
      throw new RegleMetier(
          "declaration-existante",
          "mois",
          "Ce contrat a déjà une déclaration pour "
              + Heures.enLettres(mois)
              + ". Si elle attend, corrigez-la ou retirez-la ; si elle est validée, corrigez son"
              + " total.");
    }
    Heures.exigerSousPlafond(
        heures, registre.duMois(contrat.participant(), mois), registre.plafond(mois));
    var declaration =
        new DeclarationHeures(
            contrat.id(),
            contrat.engagement(),
            mois.atDay(1),
            heures,
            contexte.identite(),
            horloge.instant());
    em.persist(declaration);
    return declaration.id;
  }

  /**
   * Un jour couvert suffit : la fin d'éligibilité au 15 laisse déclarer le mois entamé, non le
   * suivant.
   */
  private void exigerEligible(Registre.LeContrat contrat, YearMonth mois) {
    var du = contrat.debut().isAfter(mois.atDay(1)) ? contrat.debut() : mois.atDay(1);
    var au =
        contrat.fin() != null && contrat.fin().isBefore(mois.atEndOfMonth())
            ? contrat.fin()
            : mois.atEndOfMonth();
    if (!fiches.eligibleEntre(contrat.participant(), du, au)) {
      throw new RegleMetier(
          "hors-eligibilite",
          "mois",
          "La personne n'est plus éligible en "
              + Heures.enLettres(mois)
              + " : ces heures ne comptent pas. Si une dérogation le justifie, enregistrez-la sur"
              + " sa fiche, puis déclarez.");
    }
  }
}
