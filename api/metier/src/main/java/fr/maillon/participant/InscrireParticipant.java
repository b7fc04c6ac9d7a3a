package fr.maillon.participant;

import fr.maillon.isolation.EcritureEquipe;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Ouvre la fiche d'une personne, dans les fiches de l'équipe. */
@ApplicationScoped
public class InscrireParticipant {
  /**
   * @param residenceQpv null : non vérifié
   * @param confirmer vrai pour inscrire malgré une fiche qui ressemble
   */
  @Schema(name = "InscrireParticipant")
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
      Boolean confirmer) {}

  /** Au-delà, la page ne les lirait pas. */
  private static final int MONTREES = 5;

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Clock horloge;

  /**
   * @throws RegleMetier {@code doublon-possible}, {@code nir-refuse}, {@code date-naissance}
   */
  @EcritureEquipe
  @Transactional
  public UUID executer(@NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var personne =
        Participant.inscrire(
            c.nom(),
            c.prenom(),
            c.dateNaissance(),
            c.sexe(),
            c.niveau(),
            c.residenceQpv(),
            LocalDate.now(horloge));
    if (!Boolean.TRUE.equals(c.confirmer())) {
      var semblables =
          em.createQuery(
                  "select p from Participant p where p.dateNaissance in :dates order by p.nom,"
                      + " p.prenom, p.id",
                  Participant.class)
              .setParameter("dates", Ressemblance.datesProches(c.dateNaissance()))
              .getResultStream()
              .filter(personne::ressemble)
              .limit(MONTREES)
              .map(p -> new DoublonPossible.Candidat(p.id, p.nom, p.prenom, p.dateNaissance))
              .toList();
      if (!semblables.isEmpty()) {
        throw new DoublonPossible(semblables);
      }
    }
    em.persist(personne);
    return personne.id;
  }
}
