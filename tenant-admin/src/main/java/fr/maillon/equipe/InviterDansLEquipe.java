package fr.maillon.equipe;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Verrou;
import fr.maillon.personne.Coordonnees;
import fr.maillon.personne.Liens;
import fr.maillon.regle.RegleMetier;
import fr.maillon.usage.Cadence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * L'administration centrale invite quelqu'un dans l'équipe : un courriel lui est écrit, et ses
 * titres suivent dès qu'elle accepte.
 */
@ApplicationScoped
public class InviterDansLEquipe {
  /**
   * @param nom prénom et nom
   * @param courriel là où l'invitation est envoyée ; c'est l'identifiant de connexion d'un compte
   *     neuf
   * @param titres ceux qu'elle aura, un au moins
   */
  @Schema(name = "InviterDansLEquipe")
  public record Command(
      @NotBlank(message = "Donnez le prénom et le nom de la personne.")
          @Size(max = 120, message = "Le nom compte 120 caractères au plus.")
          String nom,
      @NotBlank(message = "Donnez l'adresse de courriel de la personne.")
          @Size(max = 254, message = "Une adresse compte 254 caractères au plus.")
          String courriel,
      @NotEmpty(message = "Choisissez au moins un titre.")
          Set<@NotNull(message = "Choisissez un titre de la liste.") Titre> titres) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Cadence cadence;
  @Inject TenantContext contexte;
  @Inject Verrou verrou;
  @Inject Liens liens;
  @Inject Clock horloge;

  /**
   * @return l'invitation
   * @throws RegleMetier {@code courriel-invalide}, {@code nom-invalide}, {@code titre-hors-equipe},
   *     {@code deja-invitee}, {@code deja-de-l-equipe}
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.DROITS)
  public UUID executer(@NotNull(message = "Dites qui inviter.") @Valid Command c) {
    var adresse = Coordonnees.adresse(c.courriel());
    var nom = Coordonnees.nom(c.nom());
    var titres = TitresDeLEquipe.exiger(c.titres(), "titres");
    cadence.inviter(contexte.identite(), null);
    verrou.prendre(TitresTenus.VERROU);
    if (em.createQuery(
                "select count(p) from Equipier p where lower(p.courriel) = :courriel and exists"
                    + " (select 1 from TitreTenu h where h.personne = p.id and h.du <= :jour and"
                    + " (h.au is null or h.au >= :jour))",
                Long.class)
            .setParameter("courriel", adresse)
            .setParameter("jour", LocalDate.now(horloge))
            .getSingleResult()
        > 0) {
      throw new RegleMetier(
          "deja-de-l-equipe",
          "courriel",
          "Cette personne est déjà de l'équipe : donnez-lui ce titre sur sa fiche.");
    }
    if (em.createQuery(
                "select count(i) from InvitationEquipe i where i.courriel = :courriel and i.etat in"
                    + " (fr.maillon.personne.EtatInvitation.EN_ATTENTE,"
                    + " fr.maillon.personne.EtatInvitation.ECHEC)",
                Long.class)
            .setParameter("courriel", adresse)
            .getSingleResult()
        > 0) {
      throw new RegleMetier(
          "deja-invitee",
          "courriel",
          "Une invitation court déjà pour " + adresse + " : relancez-la, ou annulez-la.");
    }
    var maintenant = horloge.instant();
    var invitation =
        new InvitationEquipe(
            adresse, nom, titres, contexte.identite(), maintenant, liens.expire(maintenant));
    em.persist(invitation);
    em.flush();
    liens.poser(invitation, null);
    return invitation.id();
  }
}
