package fr.maillon.isolation;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.sql.DataSource;

/**
 * Lit sous {@link Perimetre.Identification} en un seul aller-retour : la transaction, sa portée, la
 * lecture et la fin partent ensemble. Chaque demande commence par là. La phrase est préparée une
 * fois par connexion ; seule la valeur cherchée s'y écrit, et rien qu'un mot d'adresse.
 */
@ApplicationScoped
public class Identification {
  /** Ni apostrophe, ni barre, ni blanc : ce mot s'écrit dans une instruction. */
  private static final Pattern MOT = Pattern.compile("[a-z0-9-]{1,40}");

  private static final String PHRASE_INCONNUE = "26000";
  private static final String COLONNES_CHANGEES = "0A000";

  @Resource(lookup = "jdbc/porte")
  DataSource base;

  /**
   * @param nom celui de la phrase sur la connexion
   * @param phrase une lecture d'un paramètre, {@code $1}, un texte
   */
  public record Lecture(String nom, String phrase) {}

  /** Ce que l'on fait des lignes lues. */
  @FunctionalInterface
  public interface Lignes<R> {
    R lire(ResultSet lignes) throws SQLException;
  }

  public static boolean lisible(String mot) {
    return mot != null && MOT.matcher(mot).matches();
  }

  /**
   * @param mot {@link #lisible}
   */
  public <R> R lire(UUID qui, Lecture lecture, String mot, Lignes<R> lignes) {
    if (!lisible(mot)) {
      throw new IllegalArgumentException("pas un mot d'adresse");
    }
    var instructions =
        "BEGIN READ ONLY; "
            + TenantConnectionListener.reglages(new Perimetre.Identification(), qui)
            + "; EXECUTE "
            + lecture.nom()
            + "('"
            + mot
            + "'); COMMIT";
    try {
      return lire(lecture, instructions, lignes);
    } catch (SQLException e) {
      if (!rompue(e)) {
        throw new IllegalStateException("identification impossible", e);
      }
      oublierLesConnexions();
    }
    try {
      return lire(lecture, instructions, lignes);
    } catch (SQLException e) {
      throw new IllegalStateException("identification impossible", e);
    }
  }

  private <R> R lire(Lecture lecture, String instructions, Lignes<R> lignes) throws SQLException {
    try (var connexion = base.getConnection();
        var instruction = connexion.createStatement()) {
      try {
        return lire(instruction, instructions, lignes);
      } catch (SQLException e) {
        if (rompue(e)) {
          throw e;
        }
        preparer(connexion, lecture, e);
        return lire(instruction, instructions, lignes);
      }
    }
  }

  private static <R> R lire(Statement instruction, String instructions, Lignes<R> lignes)
      throws SQLException {
    boolean rendue = instruction.execute(instructions);
    while (!rendue) {
      if (instruction.getUpdateCount() < 0) {
        throw new SQLException("rien n'a été lu");
      }
      rendue = instruction.getMoreResults();
    }
    try (var r = instruction.getResultSet()) {
      return lignes.lire(r);
    }
  }

  private static void preparer(Connection connexion, Lecture lecture, SQLException cause)
      throws SQLException {
    try (var instruction = connexion.createStatement()) {
      instruction.execute("ROLLBACK");
      if (COLONNES_CHANGEES.equals(cause.getSQLState())) {
        instruction.execute("DEALLOCATE " + lecture.nom());
      } else if (!PHRASE_INCONNUE.equals(cause.getSQLState())) {
        throw cause;
      }
      instruction.execute("PREPARE " + lecture.nom() + "(text) AS " + lecture.phrase());
    }
  }

  private static boolean rompue(SQLException e) {
    var etat = e.getSQLState() == null ? "" : e.getSQLState();
    return etat.startsWith("08") || etat.startsWith("57P0");
  }

  /**
   * La base a redémarré : les connexions gardées sont mortes, ici et dans le bassin des cas
   * d'usage. Aucune n'est éprouvée avant usage ; c'est la première lecture de la demande qui le
   * fait, et elle se refait.
   */
  private static void oublierLesConnexions() {
    try {
      var serveur = ManagementFactory.getPlatformMBeanServer();
      var bassins =
          serveur.queryNames(
              new ObjectName("WebSphere:type=com.ibm.ws.jca.cm.mbean.ConnectionManagerMBean,*"),
              null);
      for (var bassin : bassins) {
        serveur.invoke(
            bassin,
            "purgePoolContents",
            new Object[] {"Normal"},
            new String[] {String.class.getName()});
      }
    } catch (JMException e) {
      throw new IllegalStateException("bassins de connexions", e);
    }
  }
}
