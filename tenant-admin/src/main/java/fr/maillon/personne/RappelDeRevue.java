package fr.maillon.personne;

import fr.maillon.tache.Tache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Écrit aux administrateurs d'un espace que des personnes attendent d'être confirmées : une fois
 * par période, pas davantage.
 */
@ApplicationScoped
class RappelDeRevue implements Tache {
  @Inject Rappels rappels;

  @Override
  public String nom() {
    return "revue-des-personnes";
  }

  @Override
  public Duration periode() {
    return Duration.ofHours(6);
  }

  @Override
  public void executer() {
    rappels.aFaire().forEach(rappels::poser);
  }
}
