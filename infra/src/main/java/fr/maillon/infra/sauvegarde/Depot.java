package fr.maillon.infra.sauvegarde;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.Panne;
import fr.maillon.infra.Plateforme;
import fr.maillon.infra.Racine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the backups of one cluster are: {@code bases/} and {@code journal/} (the archived segments,
 * gzip), in a folder named by the cluster's system identifier, so that a cluster begun anew never
 * meets the segments of the one before.
 */
public final class Depot {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFESTE = "manifeste.json";

  /** 8 hexadecimal digits of timeline, 16 of position. */
  private static final int TIMELINE = 8;

  private static final int SEGMENT = 24;

  private final Path dossier;

  public Depot(Path dossier) {
    this.dossier = dossier.toAbsolutePath();
  }

  /** That of the cluster whose data are in that folder. */
  public static Depot du(Path sauvegardes, Path donnees) throws IOException {
    // pg_control begins with the system identifier, in the order of the machine: x86-64 and arm64
    // are both little-endian
    try (var control = Files.newByteChannel(donnees.resolve("global/pg_control"))) {
      var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining() && control.read(bytes) >= 0) {
        // eight bytes come at once
      }
      return new Depot(sauvegardes.resolve(Long.toUnsignedString(bytes.flip().getLong())));
    }
  }

  public Path dossier() {
    return dossier;
  }

  /** The archived segments of the journal. */
  public Path journal() {
    return dossier.resolve("journal");
  }

  Path bases() {
    return dossier.resolve("bases");
  }

  Path base(Base base) {
    return bases().resolve(base.nom());
  }

  /** What makes a PostgreSQL archive here. */
  public Map<String, String> archivage(Duration delai) {
    if (Plateforme.courante().windows()) {
      throw new Panne(
          "L'archivage du journal de PostgreSQL demande sh et gzip : sous Windows, lancez avec"
              + " -Dmaillon.sauvegarde=false.");
    }
    return Map.of(
        "wal_level",
        "replica",
        "archive_mode",
        "on",
        "archive_timeout",
        String.valueOf(Math.max(1, delai.toSeconds())),
        "archive_command",
        "sh "
            + quoted(Racine.infra().resolve("sauvegarde/archiver.sh"))
            + " \"%p\" \"%f\" "
            + quoted(journal()));
  }

  String restitution() {
    return "sh "
        + quoted(Racine.infra().resolve("sauvegarde/rendre.sh"))
        + " \"%f\" \"%p\" "
        + quoted(journal());
  }

  private static String quoted(Path path) {
    var text = path.toString();
    if (text.contains("'")) {
      throw new Panne(
          "Le chemin « "
              + text
              + " » contient une apostrophe, que la commande d'archivage de PostgreSQL ne saurait"
              + " porter : déplacez le dépôt.");
    }
    return "'" + text.replace("%", "%%") + "'";
  }

  /** Oldest first; a copy without its manifest was interrupted and does not count. */
  List<Base> listerBases() throws IOException {
    if (!Files.isDirectory(bases())) {
      return List.of();
    }
    var found = new ArrayList<Base>();
    try (var list = Files.list(bases())) {
      for (var dir : list.filter(d -> Files.exists(d.resolve(MANIFESTE))).toList()) {
        found.add(JSON.readValue(dir.resolve(MANIFESTE).toFile(), Base.class));
      }
    }
    found.sort(Comparator.comparing(b -> Instant.parse(b.fin())));
    return found;
  }

  /**
   * The copy nearest before that moment: the less journal there is to replay, the sooner it is
   * done.
   */
  Optional<Base> baseAvant(Instant instant) throws IOException {
    return listerBases().stream()
        .filter(b -> !Instant.parse(b.fin()).isAfter(instant))
        .reduce((a, b) -> b);
  }

  void ecrireManifeste(Path part, Base base) throws IOException {
    JSON.writeValue(part.resolve(MANIFESTE).toFile(), base);
  }

  boolean archive(String segment) {
    return Files.exists(journal().resolve(segment + ".gz"));
  }

  /** Total weight of what is kept. */
  long octets() throws IOException {
    try (var files = Files.walk(dossier)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    }
  }

  /**
   * Keeps the last copies, and of the journal only what the oldest of them needs; returns how many
   * files went.
   */
  int purger(int gardees) throws IOException {
    if (gardees < 1) {
      throw new Panne(
          "Il faut garder au moins une copie de base : -Dmaillon.sauvegarde.gardees=1 ou plus.");
    }
    var bases = listerBases();
    if (bases.isEmpty()) {
      return 0;
    }
    var gone = 0;
    for (var base : bases.subList(0, Math.max(0, bases.size() - gardees))) {
      // first the manifest: a copy half deleted must not be taken for a copy
      Files.delete(base(base).resolve(MANIFESTE));
      gone++;
    }
    try (var list = Files.list(bases())) {
      for (var dir :
          list.filter(
                  d ->
                      !Files.exists(d.resolve(MANIFESTE))
                          && !d.getFileName().toString().endsWith(Sauvegarde.PART))
              .toList()) {
        Dossiers.supprimer(dir);
      }
    }
    var oldest = listerBases().getFirst().premierSegment().substring(TIMELINE, SEGMENT);
    try (var list = Files.list(journal())) {
      for (var file : list.toList()) {
        var name = file.getFileName().toString();
        // "….history" of a change of timeline is kept: it weighs nothing and every replay may need
        // it
        if (name.matches("[0-9A-F]{24}(\\.[0-9A-F]{8}\\.backup)?\\.gz")
            && name.substring(TIMELINE, SEGMENT).compareTo(oldest) < 0) {
          Files.delete(file);
          gone++;
        }
      }
    }
    return gone;
  }
}
