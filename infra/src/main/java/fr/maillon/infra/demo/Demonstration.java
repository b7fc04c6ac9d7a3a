package fr.maillon.infra.demo;

import fr.maillon.infra.Panne;
import fr.maillon.infra.Postgres;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Loads the demonstration in three movements: the platform's own objects by SQL (maîtres d'ouvrage,
 * conventions, affectations: nobody could enter otherwise), the life of five tenants through the
 * API, as their users would, then nineteen more by COPY. The SQL is idempotent and runs at each
 * start; the scenario is played once, which a marker beside the data remembers.
 */
public final class Demonstration {
  private static final String MARKER = "demonstration.jouee";

  private Demonstration() {}

  /**
   * @param scenario false: the spaces and the accounts only, for tests that write their own data
   * @return what is to be said of it
   */
  public static String charger(ServerStack pile, Path donnees, boolean scenario)
      throws IOException {
    var sql = pile.racine().resolve("infra/demo/plateforme.sql");
    if (Files.exists(sql)) {
      runAsOwner(pile.postgres(), sql);
    }
    if (!scenario) {
      return "espaces et comptes";
    }
    var jour = LocalDate.now(ZoneId.of("Europe/Paris"));
    Voisins.prolonger(pile.postgres(), jour);
    // beside the cluster, so that they come and go together
    var marker = donnees.resolve("pg").resolve(MARKER);
    if (Files.exists(marker)) {
      return "données retrouvées";
    }
    // the neighbours last: the scenario finds its own people among few
    var played = jouer(pile) + ", " + voisins(pile.postgres(), jour) + " maîtres d'ouvrage voisins";
    Files.writeString(marker, played + "\n");
    return played;
  }

  /** Plays the scenario on servers that already have the spaces and the accounts. */
  public static String jouer(ServerStack pile) throws IOException {
    return Scenario.jouer(pile);
  }

  private static int voisins(Postgres postgres, LocalDate jour) {
    try (var connection = postgres.connexionSuperutilisateur()) {
      return Voisins.charger(connection, jour);
    } catch (SQLException e) {
      throw new Panne("Les maîtres d'ouvrage voisins n'ont pas été chargés : " + e.getMessage(), e);
    }
  }

  private static void runAsOwner(Postgres postgres, Path file) throws IOException {
    try (var connection = postgres.connexion(Postgres.OWNER)) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute(Files.readString(file));
      }
      connection.commit();
    } catch (SQLException e) {
      throw new Panne(file.getFileName() + " a échoué : " + e.getMessage(), e);
    }
  }
}
