package fr.maillon.personne;

import fr.maillon.envoi.Acte;
import fr.maillon.envoi.EchecDEnvoi;
import fr.maillon.envoi.NatureEnvoi;
import fr.maillon.envoi.Remise;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Le courriel d'une invitation : son secret est tiré au moment du départ, et chaque essai en tire
 * un autre.
 */
@ApplicationScoped
class EnvoyerInvitation implements Acte {
  @Inject Seuil seuil;
  @Inject Remise courrier;

  @Override
  public boolean mene(NatureEnvoi nature) {
    return nature == NatureEnvoi.INVITATION;
  }

  @Override
  public Constat mener(Demande demande) throws EchecDEnvoi {
    var depart = seuil.armer(demande.sujetId()).orElse(null);
    if (depart != null) {
      courrier.remettre(demande.id(), depart.adresse(), depart.lettre());
    }
    return () -> {};
  }

  @Override
  public void renoncer(Demande demande) {
    seuil.renoncer(demande.sujetId());
  }
}
