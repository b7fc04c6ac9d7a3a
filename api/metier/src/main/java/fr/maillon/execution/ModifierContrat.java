package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.participant.FichesParticipants;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Corrige un contrat. La personne et l'engagement ne changent pas : ce serait un autre contrat. */
@ApplicationScoped
public class ModifierContrat {
  /**
   * @param fin dernier jour, compris ; null : sans terme.
   * @param motifTardif pourquoi, quand le contrat commence après la fin du lot ; null : celui qu'il
   *     garde.
   * @param version celle du contrat lu
   */
  @Schema(name = "TenirContrat")
  public record Command(
      @NotNull(message = "Choisissez la nature du contrat.") NatureContrat nature,
      @NotNull(message = "Choisissez la modalité.") Modalite modalite,
      @NotBlank(message = "Indiquez le SIRET de l'employeur.") String employeurSiret,
      @NotBlank(message = "Indiquez l'employeur.")
          @Size(max = 200, message = "Le nom de l'employeur compte au plus 200 caractères.")
          String employeurNom,
      @NotNull(message = "Indiquez le premier jour.") LocalDate debut,
      LocalDate fin,
      @Size(max = 1000, message = "Le motif compte 1 000 caractères au plus.") String motifTardif,
      @NotNull(message = "Donnez la version lue.") Integer version) {}

  @Inject FichesParticipants fiches;
  @Inject VieDuMarche vie;
  @Inject TermeDuLot terme;
  @Inject Contrats contrats;

  /**
   * @throws Introuvable absent, ou d'un autre espace
   * @throws VersionPerimee il a changé
   * @throws RegleMetier {@code siret-invalide}, {@code dates-incoherentes}, {@code
   *     heures-hors-contrat}, {@code eligibilite-absente}, {@code contrat-tardif}, {@code
   *     nir-refuse}
   */
  @EcritureEquipe
  @Transactional
  public void modifier(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var contrat = contrats.lire(id, c.version());
    contrats.exigerHeuresDedans(id, c.debut(), c.fin());
    if (!c.debut().equals(contrat.debut)) {
      contrat.eligibiliteId =
          fiches
              .eligibilite(contrat.participantId, c.debut())
              .orElseThrow(
                  () ->
                      new RegleMetier(
                          "eligibilite-absente",
                          "debut",
                          "Aucune décision d'éligibilité ne couvre le "
                              + c.debut().format(Contrats.JOUR)
                              + "."));
    }
    contrat.corriger(c);
    terme.exiger(contrat, c.motifTardif());
    vie.noter(
        contrat.marcheId,
        "contrat-corrige",
        "Contrat d'insertion chez "
            + contrat.employeurNom
            + " corrigé : à partir du "
            + contrat.debut.format(Contrats.JOUR)
            + (contrat.fin == null ? "" : ", jusqu'au " + contrat.fin.format(Contrats.JOUR))
            + "."
            + (contrat.motifTardif == null ? "" : " Après la fin du lot : " + contrat.motifTardif));
  }
}
