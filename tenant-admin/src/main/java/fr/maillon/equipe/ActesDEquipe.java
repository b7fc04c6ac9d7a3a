package fr.maillon.equipe;

import fr.maillon.envoi.Acte;
import fr.maillon.envoi.EchecDEnvoi;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.personne.Comptes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Ce qui se fait chez Keycloak pour l'équipe : les groupes de qui reçoit ou perd un titre, et son
 * compte, fermé avec le dernier.
 */
@ApplicationScoped
class ActesDEquipe implements Acte {
  @Inject Comptes comptes;
  @Inject ArriveesDansLEquipe arrivees;

  @Override
  public boolean mene(NatureEnvoi nature) {
    return nature == NatureEnvoi.GROUPES;
  }

  @Override
  public Constat mener(Demande demande) throws EchecDEnvoi {
    remettre(demande.personne(), demande.destinataire());
    return () -> {};
  }

  private void remettre(UUID personne, String courriel) throws EchecDEnvoi {
    // relus au départ : deux envois pour la même personne disent la même chose
    var titres = arrivees.titres(personne);
    var groupes = TitresDeLEquipe.groupes(titres);
    comptes.ranger(
        personne,
        groupes,
        TitresDeLEquipe.GROUPES.stream()
            .filter(g -> !groupes.contains(g))
            .collect(Collectors.toSet()));
    if (!titres.isEmpty()) {
      comptes.activer(personne, true);
    } else if (courriel != null && arrivees.nOuvrePlusRien(personne, courriel)) {
      // posé avant que l'envoi ne porte l'adresse, on ne saurait pas si la personne est attendue
      // ailleurs : son compte reste
      comptes.activer(personne, false);
    }
  }
}
