package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.Deadline;
import fr.maillon.infra.Panne;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A base backup taken while everybody works: {@code pg_backup_start}, a copy of the files, {@code
 * pg_backup_stop}, which waits until the journal written meanwhile is archived. The copy is torn by
 * nature; the journal mends it at replay.
 */
public final class Sauvegarde {
  static final String PART = ".part";
  private static final DateTimeFormatter NOM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * What replay begins anew (PostgreSQL, "Making a Non-Exclusive Low-Level Backup"): the folder
   * stays, its content does not.
   */
  private static final Set<String> VIDES =
      Set.of(
          "pg_wal",
          "pg_dynshmem",
          "pg_notify",
          "pg_replslot",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> ABSENTS =
      Set.of(
          "postmaster.pid",
          "postmaster.opts",
          "backup_label",
          "backup_label.old",
          "tablespace_map",
          "tablespace_map.old",
          "recovery.signal",
          "standby.signal");
  private static final Path CONTROLE = Path.of("global", "pg_control");

  private Sauvegarde() {}

  /**
   * Takes one copy, then purges what is older than those to keep.
   *
   * @param superutilisateur of the server whose files are on this very machine; used for nothing
   *     else meanwhile
   */
  public static String prendre(Connection superutilisateur, Depot depot, int gardees)
      throws IOException, SQLException {
    try (var statement = superutilisateur.createStatement()) {
      statement.execute("set statement_timeout = 0");
    }
    exigerArchivage(superutilisateur);
    var donnees = Path.of(texte(superutilisateur, "show data_directory"));
    Files.createDirectories(depot.bases());
    for (var reste : restes(depot)) {
      Dossiers.supprimer(reste);
    }
    var nom = NOM.format(Instant.now());
    var part = depot.bases().resolve(nom + PART);
    Base base;
    try {
      var lsn =
          texte(
              superutilisateur,
              "select pg_backup_start('maillon " + nom + "', fast => true)::text");
      var debut = horloge(superutilisateur);
      var segment = texte(superutilisateur, "select pg_walfile_name('" + lsn + "')");
      // as sure as the server itself
      var fichiers =
          copier(
              donnees, part.resolve("donnees"), texte(superutilisateur, "show fsync").equals("on"));
      base =
          finir(
              superutilisateur,
              part,
              new Base(
                  Base.FORMAT,
                  nom,
                  debut,
                  null,
                  segment,
                  lsn,
                  null,
                  texte(superutilisateur, "show server_version"),
                  0,
                  fichiers));
    } catch (IOException | SQLException | RuntimeException e) {
      Dossiers.supprimer(part);
      throw e;
    }
    depot.ecrireManifeste(part, base);
    Files.move(part, depot.base(base), StandardCopyOption.ATOMIC_MOVE);
    var parti = depot.purger(gardees);
    return base.fichiers().size()
        + " fichiers, "
        + base.octets() / 1_000_000
        + " Mo, "
        + base.nom()
        + (parti == 0 ? "" : " ; " + parti + " anciens purgés");
  }

  private static Base finir(Connection connexion, Path part, Base base)
      throws IOException, SQLException {
    var fichiers = new ArrayList<>(base.fichiers());
    String fin;
    String lsn;
    try (var statement = connexion.createStatement();
        var row =
            statement.executeQuery(
                "select lsn::text, labelfile, spcmapfile from pg_backup_stop(wait_for_archive =>"
                    + " true)")) {
      row.next();
      lsn = row.getString(1);
      if (row.getString(3) != null && !row.getString(3).isBlank()) {
        throw new Panne(
            "Cette base a des tablespaces, que la copie de Maillon ne suit pas : sauvegardez-la par"
                + " pg_basebackup ou pgBackRest (infra/exploitation.md).");
      }
      var label = part.resolve("donnees/backup_label");
      Files.writeString(part.resolve("backup_label"), row.getString(2));
      fichiers.add(Dossiers.copier(part.resolve("backup_label"), label, "backup_label", true));
      Files.delete(part.resolve("backup_label"));
    }
    fin = horloge(connexion);
    return new Base(
        Base.FORMAT,
        base.nom(),
        base.debut(),
        fin,
        base.premierSegment(),
        base.lsnDebut(),
        lsn,
        base.postgresql(),
        fichiers.stream().mapToLong(Base.Fichier::octets).sum(),
        fichiers);
  }

  private static List<Base.Fichier> copier(Path donnees, Path cible, boolean force)
      throws IOException {
    var fichiers = new ArrayList<Base.Fichier>();
    Files.createDirectories(cible);
    Files.walkFileTree(
        donnees,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attrs)
              throws IOException {
            var relative = donnees.relativize(dir);
            if (relative.getFileName().toString().startsWith("pgsql_tmp")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(cible.resolve(relative.toString()));
            if (!relative.toString().isEmpty()) {
              fichiers.add(new Base.Fichier(relative.toString(), 0, null));
            }
            return VIDES.contains(relative.toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attrs)
              throws IOException {
            var relative = donnees.relativize(file);
            var nom = relative.getFileName().toString();
            if (ABSENTS.contains(relative.toString())
                || nom.startsWith("pgsql_tmp")
                || nom.startsWith("pg_internal.init")
                || relative.equals(CONTROLE)
                || !attrs.isRegularFile()) {
              return FileVisitResult.CONTINUE;
            }
            try {
              fichiers.add(
                  Dossiers.copier(
                      file, cible.resolve(relative.toString()), relative.toString(), force));
            } catch (NoSuchFileException e) {
              // a table dropped meanwhile: the journal tells its end
              System.getLogger(Sauvegarde.class.getName())
                  .log(System.Logger.Level.DEBUG, "parti pendant la copie : " + file, e);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    // pg_wal holds an empty folder that a server wants
    Files.createDirectories(cible.resolve("pg_wal/archive_status"));
    fichiers.add(controle(donnees, cible));
    return fichiers;
  }

  /** Last, and twice the same: a page of 512 bytes may be caught half written. */
  private static Base.Fichier controle(Path donnees, Path cible) throws IOException {
    var bytes = Files.readAllBytes(donnees.resolve(CONTROLE));
    for (var again = Files.readAllBytes(donnees.resolve(CONTROLE));
        !Arrays.equals(bytes, again);
        again = Files.readAllBytes(donnees.resolve(CONTROLE))) {
      bytes = again;
    }
    var copie = cible.resolve("pg_control.lu");
    Files.write(copie, bytes, StandardOpenOption.CREATE_NEW);
    var fichier =
        Dossiers.copier(copie, cible.resolve(CONTROLE.toString()), CONTROLE.toString(), true);
    Files.delete(copie);
    return fichier;
  }

  private static List<Path> restes(Depot depot) throws IOException {
    try (var list = Files.list(depot.bases())) {
      return list.filter(d -> d.getFileName().toString().endsWith(PART)).toList();
    }
  }

  private static void exigerArchivage(Connection connexion) throws SQLException {
    if (!texte(connexion, "show archive_mode").equals("on")) {
      throw new Panne(
          "Ce PostgreSQL n'archive pas son journal : une copie seule ne rendrait aucun instant."
              + " Relancez sans -Dmaillon.sauvegarde=false.");
    }
  }

  /**
   * Everything committed until now is in the archive when this returns: marks the journal, so that
   * a replay has something to stop at, closes the segment, waits for it.
   */
  static void archiverJusquAMaintenant(Connection superutilisateur, Duration limite)
      throws SQLException {
    exigerArchivage(superutilisateur);
    // a committed transaction of its own, that touches no table
    texte(
        superutilisateur, "select pg_logical_emit_message(true, 'maillon', 'restauration')::text");
    var segment = texte(superutilisateur, "select pg_walfile_name(pg_switch_wal())");
    var fin = Deadline.in(limite);
    while (!archive(superutilisateur, segment)) {
      if (fin.passed()) {
        throw new Panne(
            "L'archivage du journal n'avance plus : le segment "
                + segment
                + " attend depuis "
                + limite.toSeconds()
                + " s. Regardez le journal du serveur (disque plein, droits du dossier d'archive),"
                + " puis relancez. Dernier échec : "
                + texte(
                    superutilisateur,
                    "select coalesce(last_failed_wal || ' le ' || last_failed_time, 'aucun') from"
                        + " pg_stat_archiver"));
      }
      fin.pause();
    }
  }

  private static boolean archive(Connection connexion, String segment) throws SQLException {
    return texte(
            connexion,
            "select coalesce(last_archived_wal ~ '^[0-9A-F]{24}' and substr(last_archived_wal, 9,"
                + " 16) >= '"
                + segment.substring(8)
                + "', false)::text from pg_stat_archiver")
        .equals("true");
  }

  /** The clock of the server, to the microsecond, in UTC. */
  static String horloge(Connection connexion) throws SQLException {
    try (var statement = connexion.createStatement();
        var row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class)
          .toInstant()
          .truncatedTo(ChronoUnit.MICROS)
          .toString();
    }
  }

  static String texte(Connection connexion, String sql) throws SQLException {
    try (var statement = connexion.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
