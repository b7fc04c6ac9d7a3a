package fr.maillon.horloge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.ZoneId;

/** L'heure légale où l'on travaille : une convention finit à minuit, heure de Paris. */
@ApplicationScoped
class Horloge {
  @Produces
  Clock horloge() {
    return Clock.system(ZoneId.of("Europe/Paris"));
  }
}
