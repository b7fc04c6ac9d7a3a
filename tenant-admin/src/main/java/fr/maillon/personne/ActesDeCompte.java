package fr.maillon.personne;

import fr.maillon.envoi.Acte;
import fr.maillon.envoi.EchecDEnvoi;
import fr.maillon.envoi.NatureEnvoi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Ce qui se fait chez Keycloak : ranger parmi les agents le compte de qui a accepté, fermer celui
 * de qui part.
 */
@ApplicationScoped
class ActesDeCompte implements Acte {
  @Inject Comptes comptes;
  @Inject Arrivees arrivees;

  @Override
  public boolean mene(NatureEnvoi nature) {
    return nature == NatureEnvoi.COMPTE || nature == NatureEnvoi.RETRAIT_COMPTE;
  }

  @Override
  public Constat mener(Demande demande) throws EchecDEnvoi {
    if (demande.nature() == NatureEnvoi.COMPTE) {
      // de l'équipe seulement, jusqu'ici : sans ce groupe, son jeton n'aurait pas le rôle
      comptes.ranger(demande.personne(), Set.of(Comptes.AGENTS), Set.of());
    } else if (arrivees.nOuvrePlusRien(demande.personne(), demande.destinataire())) {
      comptes.activer(demande.personne(), false);
    }
    return () -> {};
  }
}
