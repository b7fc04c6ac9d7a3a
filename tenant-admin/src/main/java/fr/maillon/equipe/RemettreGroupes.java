package fr.maillon.equipe;

import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.envoi.Relances;
import fr.maillon.isolation.EcritureCentre;
import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Remet à Keycloak les groupes de quelqu'un de l'équipe. */
@ApplicationScoped
public class RemettreGroupes {
  @Inject Relances relances;
  @Inject TitresTenus titresTenus;

  /**
   * Réessaie tout de suite de remettre ses groupes.
   *
   * @throws RegleMetier {@code compte-a-jour}
   */
  @Transactional
  @EcritureCentre
  public void reessayer(UUID personne) {
    var qui = titresTenus.trouver(personne);
    if (relances.relancer(NatureEnvoi.GROUPES, personne) == 0) {
      throw new RegleMetier(
          "compte-a-jour",
          "Le compte de " + qui.nom + " suit déjà ses titres : il n'y a rien à réessayer.");
    }
  }
}
