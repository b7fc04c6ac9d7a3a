package fr.maillon.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The level a base must be at: every file of {@code db/migration} with its Flyway checksum. The
 * build runs this source file as it is ({@code java Niveau.java folder target}), so it leans on
 * nothing else; the server reads what it wrote.
 */
final class Niveau {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Niveau() {}

  public static void main(String[] args) throws IOException {
    var target = Path.of(args[1]);
    Files.createDirectories(target.getParent());
    Files.write(target, lignes(Path.of(args[0])));
  }

  /** A file and its checksum per line, in the order of names. */
  static List<String> lignes(Path migrations) throws IOException {
    try (var files = Files.list(migrations)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(".sql"))
          .sorted()
          .map(f -> f.getFileName() + " " + empreinte(f))
          .toList();
    }
  }

  /** Flyway's own: CRC32 of the lines, without their ends. */
  private static int empreinte(Path file) {
    try {
      var crc = new CRC32();
      var text = Files.readString(file);
      (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
          .lines()
          .forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
      return (int) crc.getValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
