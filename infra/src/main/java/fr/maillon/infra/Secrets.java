package fr.maillon.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Passwords and keys of one installation: drawn at its first start, readable by its owner only,
 * never in git.
 */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final Path file;
  private final Map<String, String> values = new TreeMap<>();

  private Secrets(Path file) {
    this.file = file;
  }

  static Secrets inMemory() {
    return new Secrets(null);
  }

  static Secrets of(Map<String, String> known) {
    var secrets = new Secrets(null);
    secrets.values.putAll(known);
    return secrets;
  }

  static Secrets in(Path dir) throws IOException {
    var secrets = new Secrets(dir.resolve("secrets.properties"));
    if (Files.exists(secrets.file)) {
      var properties = new Properties();
      try (var reader = Files.newBufferedReader(secrets.file)) {
        properties.load(reader);
      }
      properties
          .stringPropertyNames()
          .forEach(name -> secrets.values.put(name, properties.getProperty(name)));
    }
    return secrets;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  synchronized String get(String name) {
    var known = values.get(name);
    if (known != null) {
      return known;
    }
    var bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    var drawn = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    values.put(name, drawn);
    if (file != null) {
      write();
    }
    return drawn;
  }

  private void write() {
    var text =
        new StringBuilder(
            "# Secrets de cette installation de Maillon, tirés au premier lancement. Ne quittent"
                + " pas ce dossier.\n");
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    var part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      if (Plateforme.courante().windows()) {
        Files.createFile(part);
      } else {
        Files.createFile(
            part,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Panne(
          "Les secrets ne peuvent pas être écrits dans " + file + " : " + e.getMessage(), e);
    }
  }
}
