package fr.maillon.participant;

import fr.maillon.isolation.EcritureEquipe;
import fr.maillon.isolation.TenantContext;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Corrige la fiche d'une personne. */
@ApplicationScoped
public class CorrigerParticipant {
  /**
   * @param residenceQpv null : non vérifié.
   * @param confirmer vrai pour corriger malgré une autre fiche de mêmes nom et naissance.
   * @param version celle de la fiche lue
   */
  @Schema(name = "TenirParticipant")
  public record Command(
      @NotBlank(message = "Indiquez le nom.")
          @Size(max = 80, message = "Le nom compte au plus 80 caractères.")
          String nom,
      @NotBlank(message = "Indiquez le prénom.")
          @Size(max = 80, message = "Le prénom compte au plus 80 caractères.")
          String prenom,
      @NotNull(message = "Indiquez la date de naissance.") LocalDate dateNaissance,
      @NotNull(message = "Choisissez F, M ou « non précisé ».") Sexe sexe,
      @NotNull(message = "Choisissez le niveau de qualification, ou « inconnu ».") Niveau niveau,
      Boolean residenceQpv,
      Boolean confirmer,
      @NotNull(message = "Donnez la version lue.") Integer version) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject TenantContext contexte;
  @Inject Clock horloge;
  @Inject FicheTenue ficheTenue;

  /**
   * @throws Introuvable aucune fiche
   * @throws VersionPerimee elle a changé
   * @throws RegleMetier {@code doublon-possible}, {@code nir-refuse}, {@code date-naissance}
   */
  @EcritureEquipe
  @Transactional
  public void modifier(
      UUID id, @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var fiche = ficheTenue.lire(id, c.version());
    var corrigee =
        Participant.inscrire(
            c.nom(),
            c.prenom(),
            c.dateNaissance(),
            c.sexe(),
            c.niveau(),
            c.residenceQpv(),
            LocalDate.now(horloge));
    var change =
        !corrigee.recherche.equals(fiche.recherche)
            || !corrigee.dateNaissance.equals(fiche.dateNaissance);
    if (change
        && !Boolean.TRUE.equals(c.confirmer())
        && em.createQuery(
                "select p from Participant p where p.dateNaissance in :dates and p.id <> :id",
                Participant.class)
            .setParameter("dates", Ressemblance.datesProches(c.dateNaissance()))
            .setParameter("id", id)
            .getResultStream()
            .anyMatch(corrigee::ressemble)) {
      throw new RegleMetier(
          "doublon-possible",
          "confirmer",
          "Une autre fiche ressemble à celle-ci. Confirmez qu'il s'agit d'une autre personne.");
    }
    var quand = horloge.instant();
    ActeSurFiche.corrections(fiche, corrigee, contexte.identite(), quand).forEach(em::persist);
    fiche.corriger(corrigee, contexte.identite(), quand);
  }
}
