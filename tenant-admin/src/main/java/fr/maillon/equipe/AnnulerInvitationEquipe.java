package fr.maillon.equipe;

import fr.maillon.envoi.Relances;
import fr.maillon.isolation.EcritureCentre;
import fr.maillon.personne.EtatInvitation;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** Annule une invitation dans l'équipe. */
@ApplicationScoped
public class AnnulerInvitationEquipe {
  @Inject Relances relances;
  @Inject Clock horloge;
  @Inject InvitationsDeLEquipe invitationsDeLEquipe;

  /**
   * @throws RegleMetier {@code invitation-close} quand la personne est déjà de l'équipe
   */
  @Transactional
  @EcritureCentre
  public void annuler(UUID invitation) {
    var i = invitationsDeLEquipe.lire(invitation);
    if (!i.court()) {
      throw new RegleMetier(
          "invitation-close",
          i.etat() == EtatInvitation.ANNULEE
              ? "Cette invitation est déjà annulée."
              : i.nom() + " est déjà de l'équipe : retirez-lui ses titres sur sa fiche.");
    }
    i.annuler(horloge.instant());
    relances.annuler(i.sujet());
  }
}
