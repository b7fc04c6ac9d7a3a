package fr.maillon.equipe;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.Habilite;
import fr.maillon.isolation.Sensible;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.personne.Liens;
import fr.maillon.regle.RegleMetier;
import fr.maillon.usage.Cadence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Renvoie une invitation dans l'équipe. */
@ApplicationScoped
public class RelancerInvitationEquipe {
  @Inject Cadence cadence;
  @Inject Liens liens;
  @Inject InvitationsDeLEquipe invitationsDeLEquipe;

  /**
   * Fait partir un nouveau lien ; celui d'avant ne vaut plus.
   *
   * @throws RegleMetier {@code invitation-close} quand il n'y a rien à relancer
   */
  @Transactional
  @Habilite(value = Titre.CENTRAL, geste = Geste.ECRIRE, sensible = Sensible.DROITS)
  public void relancer(UUID invitation) {
    var i = invitationsDeLEquipe.lire(invitation);
    cadence.inviter(TenantScope.identite(), null);
    liens.relancer(i, null);
  }
}
