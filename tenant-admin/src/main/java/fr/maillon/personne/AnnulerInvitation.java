package fr.maillon.personne;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Annule une invitation qui court. */
@ApplicationScoped
public class AnnulerInvitation {
  @Inject Invitations invitations;
  @Inject InvitationsDeLEspace invitationsDeLEspace;

  /**
   * @throws RegleMetier {@code invitation-close} quand la personne est déjà de l'espace
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER)
  public void annuler(UUID invitation) {
    invitations.annuler(invitationsDeLEspace.lire(invitation));
  }
}
