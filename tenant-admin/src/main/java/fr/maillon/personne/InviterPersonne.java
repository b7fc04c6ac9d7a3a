package fr.maillon.personne;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import fr.maillon.usage.Cadence;
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

/**
 * L'administrateur invite quelqu'un dans son espace : un courriel lui est écrit, et elle entre en
 * l'acceptant.
 */
@ApplicationScoped
public class InviterPersonne {
  /**
   * @param nom prénom et nom
   * @param courriel là où l'invitation est envoyée ; c'est l'identifiant de connexion d'un compte
   *     neuf
   * @param export peut sortir des données de l'espace
   */
  @Schema(name = "InviterPersonne")
  public record Command(
      @NotBlank(message = "Donnez le prénom et le nom de la personne.")
          @Size(max = 120, message = "Le nom compte 120 caractères au plus.")
          String nom,
      @NotBlank(message = "Donnez l'adresse de courriel de la personne.")
          @Size(max = 254, message = "Une adresse compte 254 caractères au plus.")
          String courriel,
      @NotNull(message = "Choisissez un droit : lecteur, acheteur, référent ou administrateur.")
          Droit droit,
      boolean export) {}

  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  @Inject Cadence cadence;
  @Inject TenantContext contexte;
  @Inject Invitations invitations;
  @Inject Clock horloge;

  /**
   * @return l'invitation
   * @throws RegleMetier {@code courriel-invalide}, {@code nom-invalide}, {@code deja-invitee},
   *     {@code deja-membre}
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER, sensible = Sensible.DROITS)
  public UUID executer(@NotNull @Valid Command c) {
    cadence.inviter(contexte.identite(), contexte.tenantId());
    var adresse = Coordonnees.adresse(c.courriel());
    if (em.createQuery(
                "select count(a) from Adhesion a join Personne p on p.id = a.utilisateur where"
                    + " a.espace = :espace and lower(p.courriel) = :courriel and (a.au is null or"
                    + " a.au >= :jour)",
                Long.class)
            .setParameter("espace", contexte.tenantId())
            .setParameter("courriel", adresse)
            .setParameter("jour", LocalDate.now(horloge))
            .getSingleResult()
        > 0) {
      throw new RegleMetier(
          "deja-membre",
          "courriel",
          "Cette personne est déjà de l'espace : changez son droit sur sa fiche.");
    }
    return invitations.poser(
        contexte.tenantId(), c.nom(), adresse, c.droit(), c.export(), contexte.identite(), "AGENT");
  }
}
