package fr.maillon.usage;

import fr.maillon.isolation.Identite;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Les limites, relues au plus toutes les dix secondes (en service) : une limite n'est pas un droit,
 * et la relire à chaque demande coûterait ce qu'elle protège.
 */
@ApplicationScoped
public class LimitesEnVigueur {
  private static final Identite MACHINE =
      new Identite(new UUID(0, 0), "maillon", "Maillon", Set.of());

  private record Lues(LireLimites.Toutes toutes, Instant quand) {}

  @Inject LireLimites lire;
  @Inject Clock horloge;

  /** En secondes : de combien une limite changée peut se faire attendre. */
  @Inject
  @ConfigProperty(name = "maillon.usage.relecture", defaultValue = "10")
  int relectureSecondes;

  private final ReentrantLock relecture = new ReentrantLock();
  private volatile Lues lues;

  public Limites de(UUID espace) {
    var toutes = toutes();
    return toutes.propres().getOrDefault(espace, toutes.communes());
  }

  public Limites communes() {
    return toutes().communes();
  }

  /**
   * Tels que la porte les a lus pour laisser entrer : un cas d'usage les demande au milieu de sa
   * transaction, où l'on ne lit pas pour un autre.
   */
  LireLimites.Rythmes rythmes() {
    var connues = lues;
    return connues == null ? LireLimites.Rythmes.SANS_PORTE : connues.toutes().rythmes();
  }

  private LireLimites.Toutes toutes() {
    var connues = lues;
    var maintenant = horloge.instant();
    if (connues != null && connues.quand().plusSeconds(relectureSecondes).isAfter(maintenant)) {
      return connues.toutes();
    }
    if (connues == null) {
      relecture.lock();
    } else if (!relecture.tryLock()) {
      // un autre relit : ce qu'on sait vaut encore bien une demande
      return connues.toutes();
    }
    try {
      if (lues == connues) {
        lues =
            new Lues(TenantScope.call(MACHINE, new Perimetre.Systeme(), lire::toutes), maintenant);
      }
      return lues.toutes();
    } finally {
      relecture.unlock();
    }
  }
}
