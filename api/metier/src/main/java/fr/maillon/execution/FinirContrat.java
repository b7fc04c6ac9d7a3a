package fr.maillon.execution;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Met fin à un contrat. */
@ApplicationScoped
public class FinirContrat {
  /**
   * @param fin dernier jour, compris.
   * @param version celle du contrat lu
   */
  @Schema(name = "TenirContratFin")
  public record Fin(
      @NotNull(message = "Indiquez le dernier jour.") LocalDate fin,
      @NotNull(message = "Donnez la version lue.") Integer version) {}

  @Inject VieDuMarche vie;
  @Inject Contrats contrats;

  /**
   * @throws Introuvable absent
   * @throws VersionPerimee il a changé
   * @throws RegleMetier {@code dates-incoherentes}, {@code heures-hors-contrat}
   */
  @EcritureEquipe
  @Transactional
  public void finir(UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Fin c) {
    var contrat = contrats.lire(id, c.version());
    contrats.exigerHeuresDedans(id, contrat.debut, c.fin());
    contrat.finir(c.fin());
    vie.noter(
        contrat.marcheId,
        "contrat-fini",
        "Contrat d'insertion chez "
            + contrat.employeurNom
            + " : dernier jour le "
            + c.fin().format(Contrats.JOUR)
            + ".");
  }
}
