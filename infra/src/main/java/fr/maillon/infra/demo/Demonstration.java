package fr.maillon.infra.demo;

import fr.maillon.infra.Panne;
import fr.maillon.infra.Pile;
import fr.maillon.infra.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Loads the demonstration in two movements: the platform's own objects by SQL (maîtres d'ouvrage, conventions,
 * affectations: nobody could enter otherwise), then the life of the tenants through the API, as their users would.
 * The SQL is idempotent and runs at each start; the scenario is played once, which a marker beside the data remembers.
 */
public final class Demonstration {
    private static final String MARKER = "demonstration.jouee";

    private Demonstration() {}

    /**
     * @param scenario false: the spaces and the accounts only, for tests that write their own data
     * @return what is to be said of it
     */
    public static String charger(Pile pile, Path donnees, boolean scenario) throws IOException {
        var sql = pile.racine().resolve("infra/demo/plateforme.sql");
        if (Files.exists(sql)) {
            runAsOwner(pile.postgres(), sql);
        }
        if (!scenario) {
            return "espaces et comptes";
        }
        // beside the cluster, so that they come and go together
        var marker = donnees.resolve("pg").resolve(MARKER);
        if (Files.exists(marker)) {
            return "données retrouvées";
        }
        var played = jouer(pile);
        Files.writeString(marker, played + "\n");
        return played;
    }

    /** Plays the scenario on servers that already have the spaces and the accounts. */
    public static String jouer(Pile pile) throws IOException {
        return Scenario.jouer(pile);
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
