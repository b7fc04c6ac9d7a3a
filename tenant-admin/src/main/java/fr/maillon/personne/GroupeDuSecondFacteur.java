package fr.maillon.personne;

import fr.maillon.envoi.EchecDEnvoi;
import fr.maillon.isolation.SecondFacteur;
import fr.maillon.tache.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Le groupe dont Keycloak exige un second facteur dès la connexion, remis tel que la base dit qui
 * administre un espace aujourd'hui, d'où que vienne le changement. L'équipe n'y est pas : les
 * groupes de ses titres l'exigent déjà. Un retard n'ouvre rien : la porte l'exige elle-même.
 */
@ApplicationScoped
class GroupeDuSecondFacteur implements Tache {
  static final String NOM = "groupe-second-facteur";
  private static final String GROUPE = "second-facteur";
  private static final Logger JOURNAL = Logger.getLogger(GroupeDuSecondFacteur.class.getName());

  @Inject Comptes comptes;
  @Inject Administrateurs administrateurs;
  @Inject SecondFacteur secondFacteur;

  @Override
  public String nom() {
    return NOM;
  }

  @Override
  public Duration periode() {
    return Duration.ofMinutes(15);
  }

  @Override
  public void executer() {
    if (!secondFacteur.exige()) {
      return;
    }
    try {
      var voulus = administrateurs.dAujourdHui();
      var presents = comptes.membres(GROUPE);
      for (var personne : voulus) {
        if (!presents.contains(personne)) {
          ranger(personne, Set.of(GROUPE), Set.of());
        }
      }
      for (var personne : presents) {
        if (!voulus.contains(personne)) {
          ranger(personne, Set.of(), Set.of(GROUPE));
        }
      }
    } catch (EchecDEnvoi e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Un compte que Maillon ne tient pas, ou qui n'est plus, ne retient pas les autres. */
  private void ranger(UUID personne, Set<String> dans, Set<String> hors) throws EchecDEnvoi {
    try {
      comptes.ranger(personne, dans, hors);
    } catch (EchecDEnvoi e) {
      if (!e.sansAppel()) {
        throw e;
      }
      JOURNAL.log(Level.FINE, "groupe du second facteur : " + personne, e);
    }
  }
}
