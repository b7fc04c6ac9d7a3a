package fr.maillon.personne;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.RegleMetier;
import fr.maillon.usage.Cadence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Renvoie une invitation. */
@ApplicationScoped
public class RelancerInvitation {
  @Inject Cadence cadence;
  @Inject TenantContext contexte;
  @Inject Invitations invitations;
  @Inject InvitationsDeLEspace invitationsDeLEspace;

  /**
   * Fait partir un nouveau lien ; celui d'avant ne vaut plus.
   *
   * @throws RegleMetier {@code invitation-close} quand il n'y a rien à relancer
   */
  @Transactional
  @Habilite(value = Titre.AGENT, geste = Geste.ADMINISTRER, sensible = Sensible.DROITS)
  public void relancer(UUID invitation) {
    cadence.inviter(contexte.identite(), contexte.tenantId());
    invitations.relancer(invitationsDeLEspace.lire(invitation));
  }
}
