package fr.maillon.personne;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * L'espace qui s'ouvre : son premier administrateur est invité dans la transaction même qui
 * l'ouvre. À appeler sous le périmètre du centre.
 */
@ApplicationScoped
public class InviterPremierAdministrateur {
  @Inject Invitations invitations;

  /**
   * Pose l'invitation, administrateur et export, et l'envoi qui préparera le compte puis écrira à
   * la personne.
   *
   * @param nom prénom et nom, 120 caractères au plus
   * @return l'invitation
   * @throws fr.maillon.regle.RegleMetier {@code courriel-invalide}, {@code nom-invalide}, {@code
   *     deja-invitee}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID executer(UUID espace, String nom, String courriel) {
    return invitations.poser(
        espace, nom, courriel, Droit.ADMINISTRATEUR, true, TenantScope.identite(), "CENTRAL");
  }

  /**
   * Ce qu'une invitation exigera, dit avant elle.
   *
   * @throws RegleMetier {@code nom-invalide}, {@code courriel-invalide}
   */
  public static void verifier(String nom, String courriel) {
    Coordonnees.nom(nom);
    Coordonnees.adresse(courriel);
  }
}
