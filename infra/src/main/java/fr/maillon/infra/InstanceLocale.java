package fr.maillon.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An installation of this machine whose PostgreSQL is running, found by its name: what a command of
 * the operator needs to reach it.
 *
 * @param donnees data folder of PostgreSQL
 * @param motDePasse of the superuser
 */
public record InstanceLocale(String nom, Path dossier, Path donnees, int port, String motDePasse) {
  private static final int LIGNE_DU_PORT = 3;

  public static InstanceLocale trouver(String nom) {
    var dossier = Racine.instance(nom);
    var donnees = dossier.resolve("pg/donnees");
    var pid = donnees.resolve("postmaster.pid");
    try {
      if (!Files.exists(pid)) {
        throw new Panne(
            "L'installation « "
                + nom
                + " » ne tourne pas ("
                + dossier
                + ") : lancez ./mvnw -Prun dans une autre fenêtre, puis relancez cette commande ;"
                + " pour une autre, -Dmaillon.nom=…");
      }
      var port = Integer.parseInt(Files.readAllLines(pid).get(LIGNE_DU_PORT).strip());
      return new InstanceLocale(nom, dossier, donnees, port, Secrets.in(dossier).get("postgres"));
    } catch (IOException e) {
      throw new Panne("L'installation « " + nom + " » ne se lit pas : " + e.getMessage(), e);
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + Postgres.BASE;
  }

  /** Where its backups are, those of clusters that were before it included. */
  public Path sauvegardes() {
    return dossier.resolve(ServerStack.SAUVEGARDES);
  }
}
