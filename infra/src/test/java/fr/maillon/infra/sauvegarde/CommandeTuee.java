package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.sauvegarde.Suivi.Etape;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/**
 * The restore, in a JVM of its own that dies at the worst moment: everything is written, nothing is
 * committed.
 */
final class CommandeTuee {
  static final int CODE = 137;

  private CommandeTuee() {}

  public static void main(String[] args) throws Exception {
    var demande =
        new Restauration.Demande(
            args[3], Instant.parse(args[4]), "Ada", false, Duration.ofMinutes(1));
    Restauration.restaurer(
        demande,
        () -> ouvrir(args),
        Restauration.depuis(new Depot(Path.of(args[2])), args[1], Duration.ofMinutes(2)),
        (etape, dit) -> {
          System.out.println(etape + " " + dit);
          if (etape == Etape.EMPREINTES_APRES) {
            Runtime.getRuntime().halt(CODE);
          }
        });
  }

  private static Connection ouvrir(String[] args) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", args[1]);
    properties.setProperty("ApplicationName", Restauration.APPLICATION);
    return DriverManager.getConnection(args[0], properties);
  }
}
