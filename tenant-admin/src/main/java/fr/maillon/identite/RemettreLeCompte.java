package fr.maillon.identite;

import fr.maillon.envoi.Acte;
import fr.maillon.envoi.EchecDEnvoi;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.personne.Comptes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Ce qui se fait chez Keycloak : le nom que nous tenons, et l'adresse confirmée. Relu au départ :
 * deux envois pour la même personne disent la même chose.
 */
@ApplicationScoped
class RemettreLeCompte implements Acte {
  @Inject Confirmations confirmations;
  @Inject Comptes comptes;

  @Override
  public boolean mene(NatureEnvoi nature) {
    return nature == NatureEnvoi.IDENTITE;
  }

  @Override
  public Constat mener(Demande demande) throws EchecDEnvoi {
    var voulue = confirmations.voulue(demande.personne(), demande.sujetId()).orElse(null);
    if (voulue == null) {
      return () -> {};
    }
    var identifiant = comptes.identifier(demande.personne(), voulue.nom(), voulue.courriel());
    return voulue.changement() == null
        ? () -> {}
        : () -> confirmations.porter(voulue.changement(), identifiant);
  }
}
