package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.Deadline;
import fr.maillon.infra.Panne;
import fr.maillon.infra.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The whole platform as it was at one moment, in a cluster of its own that only reads: the nearest
 * base backup before it, then the journal up to the last transaction committed at or before that
 * moment.
 */
public final class Rejeu implements AutoCloseable {
  private static final DateTimeFormatter POSTGRES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final Pattern DERNIERE =
      Pattern.compile("last completed transaction was at log time ([^\n]+)");

  private final Postgres postgres;
  private final Base base;

  private Rejeu(Postgres postgres, Base base) {
    this.postgres = postgres;
    this.base = base;
  }

  /**
   * @param motDePasse of the superuser, as it was when the copy was taken
   * @param limite of the replay, copy of the files not included
   */
  public static Rejeu jusqua(Depot depot, Instant instant, String motDePasse, Duration limite)
      throws IOException {
    var bases = depot.listerBases();
    if (bases.isEmpty()) {
      throw new Panne(
          "Aucune copie de base dans "
              + depot.dossier()
              + " : rien ne peut être restauré. Prenez-en une : ./mvnw -Prun,sauvegarde");
    }
    var base =
        depot
            .baseAvant(instant)
            .orElseThrow(
                () ->
                    new Panne(
                        "Le "
                            + instant
                            + " précède la plus ancienne copie de base gardée : le premier instant"
                            + " restaurable est "
                            + bases.getFirst().fin()
                            + "."));
    return lancer(
        depot,
        base,
        Map.of(
            "recovery_target_time",
            POSTGRES.format(instant) + "+00",
            "recovery_target_action",
            "pause"),
        instant,
        motDePasse,
        limite);
  }

  /** As far as the archive goes: what a disaster leaves. The cluster then serves, and writes. */
  public static Rejeu jusquAuBout(Depot depot, String motDePasse, Duration limite)
      throws IOException {
    var bases = depot.listerBases();
    if (bases.isEmpty()) {
      throw new Panne(
          "Aucune copie de base dans " + depot.dossier() + " : rien ne peut être restauré.");
    }
    return lancer(depot, bases.getLast(), Map.of(), null, motDePasse, limite);
  }

  private static Rejeu lancer(
      Depot depot,
      Base base,
      Map<String, String> cible,
      Instant instant,
      String motDePasse,
      Duration limite)
      throws IOException {
    var reglages = new LinkedHashMap<>(cible);
    reglages.put("restore_command", depot.restitution());
    // WAL may not tell more than what the base was born with
    reglages.put("wal_level", "replica");
    reglages.put("hot_standby", "on");
    reglages.put("archive_mode", "off");
    reglages.put("autovacuum", "off");
    reglages.put("shared_buffers", "128MB");
    reglages.put("max_wal_size", "4GB");
    var postgres = Postgres.rejeu(motDePasse, donnees -> remettre(depot, base, donnees), reglages);
    var rejeu = new Rejeu(postgres, base);
    try {
      rejeu.attendre(instant, limite);
      return rejeu;
    } catch (RuntimeException e) {
      rejeu.close();
      throw e;
    }
  }

  /** The files of the copy, each checked against the manifest on its way. */
  private static void remettre(Depot depot, Base base, Path donnees) throws IOException {
    var source = depot.base(base).resolve("donnees");
    for (var attendu : base.fichiers()) {
      if (attendu.crc32c() == null) {
        Files.createDirectories(donnees.resolve(attendu.chemin()));
        continue;
      }
      if (!Files.exists(source.resolve(attendu.chemin()))) {
        throw new Panne(
            "La copie de base "
                + base.nom()
                + " est incomplète : "
                + attendu.chemin()
                + " manque. Choisissez un instant qu'une autre copie précède.");
      }
      var lu =
          Dossiers.copier(
              source.resolve(attendu.chemin()),
              donnees.resolve(attendu.chemin()),
              attendu.chemin(),
              false);
      if (!lu.equals(attendu)) {
        throw new Panne(
            "La copie de base "
                + base.nom()
                + " est abîmée : "
                + attendu.chemin()
                + " n'a plus son empreinte ("
                + attendu.crc32c()
                + " attendu, "
                + lu.crc32c()
                + " lu).");
      }
    }
    Files.createDirectories(donnees.resolve("pg_wal/archive_status"));
    Files.createFile(donnees.resolve("recovery.signal"));
  }

  private void attendre(Instant instant, Duration limite) {
    var fin = Deadline.in(limite);
    while (!arrive(instant != null)) {
      if (!postgres.vivant()) {
        throw new Panne(explication(instant));
      }
      if (fin.passed()) {
        throw new Panne(
            "Le rejeu du journal n'est pas fini après "
                + limite.toSeconds()
                + " s : prenez des copies de base plus souvent, ou donnez plus de temps par"
                + " -Dmaillon.rejeu.minutes=…\n"
                + postgres.finDuJournal());
      }
      fin.pause();
    }
  }

  private boolean arrive(boolean pause) {
    try (var connexion = postgres.connexionSuperutilisateur()) {
      var etat =
          Sauvegarde.texte(
              connexion,
              "select case when not pg_is_in_recovery() then 'servi' else"
                  + " pg_get_wal_replay_pause_state() end");
      return etat.equals(pause ? "paused" : "servi");
    } catch (SQLException e) {
      if ("28P01".equals(e.getSQLState())) {
        throw new Panne(
            "Le mot de passe du superutilisateur a changé depuis la copie de base "
                + base.nom()
                + " : donnez l'ancien par MAILLON_REJEU_MOT_DE_PASSE.",
            e);
      }
      // not consistent yet
      return false;
    }
  }

  private String explication(Instant instant) {
    var log = postgres.finDuJournal();
    if (log.contains("recovery ended before configured recovery target was reached")) {
      var derniere = DERNIERE.matcher(log);
      var dite = "";
      while (derniere.find()) {
        dite = " ; la dernière transaction qu'il connaît est du " + derniere.group(1);
      }
      return "Le journal archivé s'arrête avant le "
          + instant
          + dite
          + ". Rien de plus tardif ne peut être restauré depuis cette archive.";
    }
    return "Le rejeu de la copie "
        + base.nom()
        + " s'est arrêté. Fin du journal du serveur :\n"
        + log;
  }

  public Connection connexion() throws SQLException {
    return postgres.connexionSuperutilisateur();
  }

  public String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  /** The base backup it started from. */
  public String depart() {
    return base.nom();
  }

  @Override
  public void close() {
    postgres.close();
  }
}
