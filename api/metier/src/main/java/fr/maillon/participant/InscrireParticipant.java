package fr.maillon.participant;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
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

/** Ouvre la fiche d'une personne, dans les fiches de l'équipe. */
@ApplicationScoped
public class InscrireParticipant {
  /**
   * @param residenceQpv null : non vérifié
   * @param confirmer vrai pour inscrire malgré une fiche de mêmes nom, prénom et date de naissance
   */
  public record Command(
      @NotBlank(message = "Indiquez le nom.") @Size(max = 80, message = "Le nom compte au plus 80 caractères.") String nom,
      @NotBlank(message = "Indiquez le prénom.") @Size(max = 80, message = "Le prénom compte au plus 80 caractères.") String prenom,
      @NotNull(message = "Indiquez la date de naissance.") LocalDate dateNaissance,
      @NotNull(message = "Choisissez F, M ou « non précisé ».") Sexe sexe,
      @NotNull(message = "Choisissez le niveau de qualification, ou « inconnu ».") Niveau niveau,
      Boolean residenceQpv,
      Boolean confirmer) {}

  @PersistenceContext(unitName = "maillon") EntityManager em;
  @Inject Clock horloge;

  /** @throws RegleMetier {@code doublon-possible}, {@code nir-refuse}, {@code date-naissance} */
  @Habilite(value = {Titre.FACILITATEUR, Titre.COORDINATEUR}, geste = Geste.ECRIRE)
  @Transactional
  public UUID executer(@NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    var personne = Participant.inscrire(c.nom(), c.prenom(), c.dateNaissance(), c.sexe(), c.niveau(), c.residenceQpv(), LocalDate.now(horloge));
    if (!Boolean.TRUE.equals(c.confirmer())
        && em.createQuery("select p from Participant p where p.dateNaissance = :date", Participant.class).setParameter("date", c.dateNaissance())
            .getResultStream().anyMatch(personne::memeNomQue)) {
      throw new RegleMetier("doublon-possible", "confirmer",
          "Une fiche porte déjà ce nom et cette date de naissance. Ouvrez-la plutôt, ou confirmez qu'il s'agit d'une autre personne.");
    }
    em.persist(personne);
    return personne.id;
  }
}
