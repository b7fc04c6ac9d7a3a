package fr.maillon.infra;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One holder per folder, among all JVMs of the machine; released by the system when the holder
 * dies. The byte locked lies far past the end of the file, so that the note of the holder stays
 * readable everywhere.
 */
final class DirectoryLock implements AutoCloseable {
  private static final long FAR = Long.MAX_VALUE - 1;

  /**
   * Those of this JVM. Asked here before the system is: on POSIX, closing any channel on a file
   * gives up every lock the process holds on it, so that merely trying again would hand our folder
   * to the next JVM that asks.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path dir;
  private final FileChannel channel;
  private final FileLock lock;

  private DirectoryLock(Path dir, FileChannel channel, FileLock lock) {
    this.dir = dir;
    this.channel = channel;
    this.lock = lock;
  }

  static Optional<DirectoryLock> tryLock(Path folder) throws IOException {
    Files.createDirectories(folder);
    var dir = folder.toRealPath();
    if (!OURS.add(dir)) {
      return Optional.empty();
    }
    Optional<DirectoryLock> taken = Optional.empty();
    try {
      taken = ask(dir);
      return taken;
    } finally {
      if (taken.isEmpty()) {
        OURS.remove(dir);
      }
    }
  }

  private static Optional<DirectoryLock> ask(Path dir) throws IOException {
    var channel =
        FileChannel.open(
            dir.resolve("verrou"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      var lock = channel.tryLock(FAR, 1, false);
      if (lock != null) {
        return Optional.of(new DirectoryLock(dir, channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      // held by this very JVM: to the caller it is the same as held elsewhere
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  static DirectoryLock lock(Path dir, Duration limit) throws IOException {
    var deadline = Deadline.in(limit);
    while (true) {
      var lock = tryLock(dir);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (deadline.passed()) {
        throw new Panne(
            "Le dossier "
                + dir
                + " est retenu par un autre lancement depuis plus de "
                + limit.toSeconds()
                + " s : attendez sa fin ou arrêtez-le, puis relancez.");
      }
      deadline.pause();
    }
  }

  /** What the holder left for the one who comes second. */
  static String note(Path dir) throws IOException {
    var file = dir.resolve("verrou");
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  void note(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(0);
      lock.release();
    } finally {
      OURS.remove(dir);
    }
  }
}
