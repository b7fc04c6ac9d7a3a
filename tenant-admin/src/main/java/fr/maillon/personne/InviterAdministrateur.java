package fr.maillon.personne;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.EcritureCentre;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.journal.Journal;
import fr.maillon.journal.NatureDeLigne;
import fr.maillon.regle.Introuvable;
import fr.maillon.regle.RegleMetier;
import fr.maillon.usage.Cadence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
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

/**
 * L'administration centrale donne son premier administrateur à un espace ouvert sans lui, et tient
 * les invitations qu'elle a faites. Dès que l'espace en a un, c'est lui qui invite : elle ne le
 * peut plus.
 */
@ApplicationScoped
public class InviterAdministrateur {
  /**
   * @param courriel là où l'invitation est envoyée ; c'est aussi l'identifiant de connexion
   */
  @Schema(name = "InviterAdministrateur")
  public record Command(
      @NotBlank(message = "Donnez le prénom et le nom de la personne.")
          @Size(max = 120, message = "Le nom compte 120 caractères au plus.")
          String nom,
      @NotBlank(message = "Donnez l'adresse de courriel de la personne.")
          @Size(max = 254, message = "Une adresse compte 254 caractères au plus.")
          String courriel) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Cadence cadence;
  @Inject Invitations invitations;
  @Inject Journal journal;
  @Inject Clock horloge;

  /**
   * @return l'invitation
   * @throws RegleMetier {@code deja-administre}, {@code etape-impossible} dans un espace fermé,
   *     {@code courriel-invalide}, {@code nom-invalide}, {@code deja-invitee}
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.DROITS)
  public UUID executer(
      UUID espace, @NotNull(message = "Le corps de la demande manque.") @Valid Command c) {
    if (em.find(EspaceInvitant.class, espace) == null) {
      throw new Introuvable("Espace");
    }
    if (em.createQuery(
                "select count(m) from EspaceInvitant m where m.id = :espace and m.etat = 'FERME'",
                Long.class)
            .setParameter("espace", espace)
            .getSingleResult()
        > 0) {
      throw new RegleMetier(
          "etape-impossible",
          "Cet espace est fermé : nul n'y entre. Annulez d'abord sa fermeture.");
    }
    if (em.createQuery(
                "select count(a) from Adhesion a where a.espace = :espace and a.droit = :droit and"
                    + " (a.au is null or a.au >= :jour)",
                Long.class)
            .setParameter("espace", espace)
            .setParameter("droit", Droit.ADMINISTRATEUR)
            .setParameter("jour", LocalDate.now(horloge))
            .getSingleResult()
        > 0) {
      throw new RegleMetier(
          "deja-administre", "Cet espace a déjà un administrateur : c'est lui qui invite.");
    }
    cadence.inviter(TenantScope.identite(), espace);
    var id =
        invitations.poser(
            espace,
            c.nom(),
            c.courriel(),
            Droit.ADMINISTRATEUR,
            true,
            TenantScope.identite(),
            "CENTRAL");
    noter(espace, "executer", id);
    return id;
  }

  /**
   * Fait partir un nouveau lien ; celui d'avant ne vaut plus.
   *
   * @throws RegleMetier {@code invitation-close} quand il n'y a rien à relancer
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.DROITS)
  public void relancer(UUID invitation) {
    var i = lire(invitation);
    cadence.inviter(TenantScope.identite(), i.espace);
    invitations.relancer(i);
    noter(i.espace, "relancer", i.id);
  }

  /**
   * @throws RegleMetier {@code invitation-close} quand la personne est déjà de l'espace
   */
  @Transactional
  @EcritureCentre
  public void annuler(UUID invitation) {
    var i = lire(invitation);
    invitations.annuler(i);
    noter(i.espace, "annuler", i.id);
  }

  /** La base ne montre au centre que les siennes. */
  private Invitation lire(UUID id) {
    var i = em.find(Invitation.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (i == null) {
      throw new Introuvable("Invitation");
    }
    return i;
  }

  private void noter(UUID espace, String acte, UUID invitation) {
    em.flush();
    journal.noter(
        espace, NatureDeLigne.DROITS, "InviterAdministrateur." + acte, invitation.toString(), null);
  }
}
