package fr.maillon.infra.sauvegarde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Files copied with their checksum. */
final class Dossiers {
  private static final int BUFFER = 1 << 20;

  private Dossiers() {}

  /** Copies what the source holds now, waits for the disk when asked, and says what was copied. */
  static Base.Fichier copier(Path from, Path to, String name, boolean force) throws IOException {
    var crc = new CRC32C();
    long size = 0;
    Files.createDirectories(to.getParent());
    try (var in = FileChannel.open(from, StandardOpenOption.READ);
        var out = FileChannel.open(to, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      var buffer = ByteBuffer.allocate(BUFFER);
      while (in.read(buffer) >= 0) {
        buffer.flip();
        size += buffer.remaining();
        crc.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        buffer.clear();
      }
      if (force) {
        out.force(true);
      }
    }
    return new Base.Fichier(name, size, HexFormat.of().toHexDigits((int) crc.getValue()));
  }

  static void supprimer(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var all = Files.walk(root)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
