package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * One base backup a day while the launcher runs: without it there is nothing to replay the journal
 * from.
 */
public final class Quotidienne {
  private static final Duration JOUR = Duration.ofHours(24);
  private static final Duration TOUR = Duration.ofMinutes(30);

  private Quotidienne() {}

  public static void demarrer(Postgres postgres, Consumer<String> dire) {
    Thread.ofPlatform()
        .daemon()
        .name("sauvegarde")
        .start(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                prendreSiDue(postgres, dire);
                try {
                  Thread.sleep(TOUR);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            });
  }

  private static void prendreSiDue(Postgres postgres, Consumer<String> dire) {
    try {
      var bases = postgres.depot().listerBases();
      if (bases.isEmpty()
          || Instant.parse(bases.getLast().fin()).isBefore(Instant.now().minus(JOUR))) {
        try (var connexion = postgres.connexionSuperutilisateur()) {
          dire.accept(
              "Sauvegarde     "
                  + Sauvegarde.prendre(connexion, postgres.depot(), CommandeSauvegarde.gardees()));
        }
      }
    } catch (IOException | SQLException | RuntimeException e) {
      if (postgres.vivant()) {
        dire.accept("La copie de base du jour n'a pas pu être prise : " + e.getMessage());
      }
    }
  }
}
