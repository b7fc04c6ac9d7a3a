package fr.maillon.infra;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps servers alive: what ends by itself is started again, after a wait that doubles each time it
 * did not hold.
 */
final class Relance {
  /** Starts it again; returns once it is ready. */
  @FunctionalInterface
  interface Demarrage {
    ServerProcess demarrer() throws IOException;
  }

  /**
   * @param premiere the first wait, which the next ones double
   * @param longue no wait is longer
   * @param stable what lived that long starts afresh with the first wait
   */
  record Attentes(Duration premiere, Duration longue, Duration stable) {
    static final Attentes USUELLES =
        new Attentes(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(2));

    /**
     * @param echecs how many times it did not hold already
     */
    Duration apres(int echecs) {
      var attente = premiere.multipliedBy(1L << Math.min(echecs, 20));
      return attente.compareTo(longue) > 0 ? longue : attente;
    }
  }

  private final Attentes attentes;
  private final Consumer<String> dire;
  private final CountDownLatch fini = new CountDownLatch(1);

  Relance(Attentes attentes, Consumer<String> dire) {
    this.attentes = attentes;
    this.dire = dire;
  }

  /** In the background, until {@link #finir}. */
  void garder(ServerProcess server, Demarrage demarrage) {
    Thread.ofVirtual().name("relance de " + server.nom()).start(() -> veiller(server, demarrage));
  }

  /** From now on, what ends was meant to. */
  void finir() {
    fini.countDown();
  }

  void attendreLaFin() throws InterruptedException {
    fini.await();
  }

  private void veiller(ServerProcess premier, Demarrage demarrage) {
    try {
      var echecs = 0;
      for (var server = premier; server != null; ) {
        var depuis = System.nanoTime();
        server.onExit().get();
        if (System.nanoTime() - depuis >= attentes.stable().toNanos()) {
          echecs = 0;
        }
        var quoi = server.nom() + " s'est arrêté de lui-même";
        server.ending();
        server = null;
        for (ServerProcess neuf = null; neuf == null; echecs++) {
          var attente = attentes.apres(echecs);
          if (fini.getCount() == 0) {
            return;
          }
          dire.accept(
              quoi
                  + " : nouveau départ dans "
                  + Math.max(1, attente.toSeconds())
                  + " s (journal : "
                  + premier.log()
                  + ").");
          if (fini.await(attente.toNanos(), TimeUnit.NANOSECONDS)) {
            return;
          }
          try {
            neuf = demarrage.demarrer();
            dire.accept(neuf.nom() + " est revenu.");
            server = neuf;
          } catch (Panne | IOException e) {
            quoi =
                premier.nom()
                    + " ne repart pas, "
                    + e.getMessage().lines().findFirst().orElse("").replaceFirst("[.:]? *$", "");
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
