package fr.maillon.participant;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.parametre.Parametres;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Décide si une personne peut compter pour une clause, et jusqu'à quand. La décision s'ajoute aux
 * précédentes, elle n'en efface aucune.
 */
@ApplicationScoped
public class VerifierEligibilite {
  /**
   * @param preuve quelle pièce a été vue (« attestation France Travail de moins de 3 mois »),
   *     jamais son contenu ni sa copie
   * @param motif obligatoire pour une dérogation et pour le critère « autre »
   * @param dateEntree premier jour d'éligibilité, en usage celui de la première embauche
   * @param dureeMois 1 à 120 ; null : la durée usuelle en vigueur (paramètre {@code
   *     ELIGIBILITE_DUREE_MOIS})
   */
  @Schema(name = "VerifierEligibilite")
  public record Command(
      @NotNull(message = "Choisissez le critère principal.") Critere critere,
      @NotBlank(message = "Dites quelle pièce a été vue.")
          @Size(max = 200, message = "La pièce se dit en 200 caractères au plus.")
          String preuve,
      @NotNull(message = "Indiquez le jour où la pièce a été vue.") LocalDate preuveVueLe,
      @NotNull(message = "Choisissez la décision.") Decision decision,
      @Size(max = 1000, message = "Le motif compte au plus 1 000 caractères.") String motif,
      @NotNull(message = "Indiquez la date d'entrée.") LocalDate dateEntree,
      @Min(value = 1, message = "La durée va de 1 à 120 mois.")
          @Max(value = 120, message = "La durée va de 1 à 120 mois.")
          Integer dureeMois) {}

  static final String DUREE = "ELIGIBILITE_DUREE_MOIS";

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Parametres parametres;
  @Inject Clock horloge;

  /**
   * @throws RegleMetier {@code preuve-future}, {@code motif-requis}, {@code nir-refuse}, {@code
   *     date-entree}
   * @throws Introuvable aucune fiche
   */
  @EcritureEquipe
  @Transactional
  public EligibiliteView executer(
      @NotNull UUID participant,
      @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var personne = em.find(Participant.class, participant);
    if (personne == null) {
      throw new Introuvable("Participant");
    }
    var aujourdHui = LocalDate.now(horloge);
    if (!c.dateEntree().isAfter(personne.dateNaissance)) {
      throw new RegleMetier(
          "date-entree", "dateEntree", "La date d'entrée suit la naissance : vérifiez l'année.");
    }
    int duree =
        c.dureeMois() != null
            ? c.dureeMois()
            : parametres.valeur(DUREE, aujourdHui).intValueExact();
    var eligibilite = new Eligibilite(participant, c, duree, aujourdHui);
    eligibilite.decideePar = contexte.identite().id();
    eligibilite.decideeParNom = contexte.identite().nom();
    eligibilite.creeLe = horloge.instant();
    em.persist(eligibilite);
    return EligibiliteView.de(eligibilite);
  }
}
