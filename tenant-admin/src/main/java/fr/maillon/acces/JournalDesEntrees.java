package fr.maillon.acces;

import fr.maillon.isolation.Espace;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.journal.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Note l'entrée d'un membre de l'équipe ou du support dans un espace : une ligne par visite, non
 * par page. Une visite finit après une demi-heure sans demande ; une autre convention, une autre
 * fenêtre en est une autre. Chaque serveur tient les siennes, et deux serveurs peuvent noter la
 * même deux fois, jamais aucune : sans sa ligne, l'entrée est refusée.
 */
@ApplicationScoped
public class JournalDesEntrees {
  private static final Duration VISITE = Duration.ofMinutes(30);
  private static final int AU_PLUS = 20_000;

  /**
   * @param parOu la convention, ou la fenêtre
   */
  private record Visite(UUID personne, UUID espace, Titre titre, Object parOu) {}

  private final ConcurrentHashMap<Visite, Instant> vues = new ConcurrentHashMap<>();
  @Inject Journal journal;
  @Inject Clock horloge;

  public void noter(Espace espace) {
    var droits = espace.droits();
    var visite =
        new Visite(
            TenantScope.identite().id(),
            espace.id(),
            espace.titre(),
            droits.support() == null ? droits.convention() : droits.support());
    var maintenant = horloge.instant();
    var derniere = vues.get(visite);
    if (derniere == null || derniere.isBefore(maintenant.minus(VISITE))) {
      // la visite n'est tenue pour notée qu'une fois sa ligne en base
      journal.noterEntree();
      if (vues.size() > AU_PLUS) {
        vues.values().removeIf(i -> i.isBefore(maintenant.minus(VISITE)));
      }
    }
    vues.put(visite, maintenant);
  }
}
