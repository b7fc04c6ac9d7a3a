package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.InstanceLocale;
import fr.maillon.infra.Panne;
import fr.maillon.infra.Reglage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where the live database and its backups are: an installation of the launcher by default, else
 * what the operator says.
 */
record Acces(String url, String utilisateur, String motDePasse, Depot depot) {
  private static final String URL = "maillon.base.url";
  private static final String DOSSIER = "maillon.sauvegarde.dossier";

  static Acces regle() throws IOException {
    var url = Reglage.text(URL, "");
    var dossier = Reglage.text(DOSSIER, "");
    if (!url.isEmpty()) {
      // a password on a command line is read by everybody on the machine
      var motDePasse = System.getenv("MAILLON_BASE_MOT_DE_PASSE");
      return new Acces(
          url,
          Reglage.text("maillon.base.utilisateur", "postgres"),
          motDePasse == null ? System.getenv("PGPASSWORD") : motDePasse,
          dossier.isEmpty() ? null : new Depot(Path.of(dossier)));
    }
    var instance = InstanceLocale.trouver(Reglage.text("maillon.nom", "demo"));
    return new Acces(
        instance.jdbcUrl(),
        "postgres",
        instance.motDePasse(),
        dossier.isEmpty()
            ? Depot.du(instance.sauvegardes(), instance.donnees())
            : new Depot(Path.of(dossier)));
  }

  Depot exigerDepot() {
    if (depot == null) {
      throw new Panne(
          "Où est l'archive ? Donnez -D" + DOSSIER + "=… (qui contient bases/ et journal/).");
    }
    return depot;
  }

  Connection ouvrir() throws SQLException {
    return ouvrir(url, utilisateur, motDePasse);
  }

  static Connection ouvrir(String url, String utilisateur, String motDePasse) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", utilisateur);
    if (motDePasse != null) {
      properties.setProperty("password", motDePasse);
    }
    properties.setProperty("ApplicationName", Restauration.APPLICATION);
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("options", "-c statement_timeout=0");
    return DriverManager.getConnection(url, properties);
  }
}
