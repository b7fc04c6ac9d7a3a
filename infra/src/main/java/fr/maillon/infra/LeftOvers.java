package fr.maillon.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The servers of an instance, noted on disk: a launcher killed without warning leaves them running,
 * and the next one, which holds the lock, ends them. A process counts as ours only if number and
 * birth both agree.
 */
final class LeftOvers {
  private final Path file;

  LeftOvers(Path dir) {
    this.file = dir.resolve("processus");
  }

  void note(long pid) throws IOException {
    var birth = ProcessHandle.of(pid).flatMap(handle -> handle.info().startInstant());
    if (birth.isPresent()) {
      Files.writeString(
          file,
          pid + " " + birth.get() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /** Returns how many it had to end. */
  int end() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    var family = new ArrayList<ProcessHandle>();
    for (var line : Files.readAllLines(file)) {
      var words = line.split(" ");
      if (words.length == 2) {
        find(Long.parseLong(words[0]), Instant.parse(words[1]))
            .ifPresent(
                handle -> {
                  family.addAll(handle.descendants().toList());
                  family.add(handle);
                });
      }
    }
    family.forEach(ProcessHandle::destroy);
    ServerProcess.waitFor(family, Duration.ofSeconds(10));
    family.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    ServerProcess.waitFor(family, Duration.ofSeconds(5));
    Files.delete(file);
    return family.size();
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  private static Optional<ProcessHandle> find(long pid, Instant birth) {
    return ProcessHandle.of(pid)
        .filter(handle -> handle.info().startInstant().filter(birth::equals).isPresent());
  }
}
