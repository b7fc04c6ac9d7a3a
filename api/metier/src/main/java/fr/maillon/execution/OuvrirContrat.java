package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.marche.EtatMarche;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.participant.FichesParticipants;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Ouvre le contrat d'une personne éligible sur un engagement accepté ; le marché est alors en
 * exécution.
 */
@ApplicationScoped
public class OuvrirContrat {
  /**
   * @param fin dernier jour, compris ; null : sans terme.
   * @param motifTardif pourquoi, quand le contrat commence après la fin du lot
   */
  @Schema(name = "OuvrirContrat")
  public record Command(
      @NotNull(message = "Choisissez l'engagement.") UUID engagementId,
      @NotNull(message = "Choisissez la personne.") UUID participantId,
      @NotNull(message = "Choisissez la nature du contrat.") NatureContrat nature,
      @NotNull(message = "Choisissez la modalité.") Modalite modalite,
      @NotBlank(message = "Indiquez le SIRET de l'employeur.") String employeurSiret,
      @NotBlank(message = "Indiquez l'employeur.")
          @Size(max = 200, message = "Le nom de l'employeur compte au plus 200 caractères.")
          String employeurNom,
      @NotNull(message = "Indiquez le premier jour.") LocalDate debut,
      LocalDate fin,
      @Size(max = 1000, message = "Le motif compte 1 000 caractères au plus.")
          String motifTardif) {}

  private static final DateTimeFormatter JOUR = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject FichesParticipants fiches;
  @Inject VieDuMarche vie;
  @Inject TermeDuLot terme;
  @Inject Clock horloge;

  /**
   * @throws Introuvable l'engagement n'est pas de cet espace, ou la personne n'a pas de fiche
   * @throws RegleMetier {@code clause-non-acceptee}, {@code siret-invalide}, {@code
   *     dates-incoherentes}, {@code eligibilite-absente}, {@code contrat-tardif}
   */
  @EcritureEquipe
  @Transactional
  public UUID executer(@NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var marche = marcheDe(c.engagementId());
    var contrat = Contrat.ouvrir(c);
    terme.exiger(contrat, c.motifTardif());
    fiches.retenir(c.participantId());
    contrat.eligibiliteId =
        fiches
            .eligibilite(c.participantId(), c.debut())
            .orElseThrow(
                () ->
                    new RegleMetier(
                        "eligibilite-absente",
                        "participantId",
                        "Aucune décision d'éligibilité ne couvre le "
                            + c.debut().format(JOUR)
                            + ". Vérifiez l'éligibilité de la personne sur sa fiche, puis ouvrez le"
                            + " contrat."));
    contrat.marcheId = marche;
    contrat.creeParNom = contexte.identite().nom();
    contrat.creeLe = horloge.instant();
    em.persist(contrat);
    vie.avancer(marche, EtatMarche.EN_EXECUTION);
    vie.noter(
        marche,
        "contrat-ouvert",
        "Contrat d'insertion ouvert chez "
            + contrat.employeurNom
            + ", à partir du "
            + contrat.debut.format(JOUR)
            + "."
            + (contrat.motifTardif == null ? "" : " Après la fin du lot : " + contrat.motifTardif));
    return contrat.id;
  }

  private UUID marcheDe(UUID engagement) {
    var ligne =
        em.createQuery(
                "select c.marcheId, c.etat from Engagement e join Clause c on c.id = e.clauseId"
                    + " where e.tenantId = :tenant and c.tenantId = :tenant and e.id = :engagement",
                Object[].class)
            .setParameter("tenant", contexte.tenantId())
            .setParameter("engagement", engagement)
            .getResultStream()
            .findFirst()
            .orElseThrow(() -> new Introuvable("Engagement"));
    if (!"ACCEPTEE".equals(ligne[1].toString())) {
      throw new RegleMetier(
          "clause-non-acceptee",
          "engagementId",
          "La clause de cet engagement n'est pas acceptée par le maître d'ouvrage : elle doit"
              + " l'être avant le premier contrat.");
    }
    return (UUID) ligne[0];
  }
}
