package fr.maillon.infra;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server we started: its log, its end, and the whole family it forked. */
final class ServerProcess {
  private static final boolean SETSID = Plateforme.courante().linux() && onPath("setsid");
  static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int TAIL_LINES = 25;
  private static final int TAIL_BYTES = 16_384;
  private static final long LOG_MAX = 20_000_000;

  /** Asked again until it says yes; it may throw a {@link Panne} when waiting longer is useless. */
  @FunctionalInterface
  interface Readiness {
    boolean ready() throws IOException, InterruptedException;
  }

  private final String nom;
  private final Process process;
  private final Path log;

  /** Seen when it was ready: a script that dies first leaves its child to nobody. */
  private volatile List<ProcessHandle> known = List.of();

  private ServerProcess(String nom, Process process, Path log) {
    this.nom = nom;
    this.process = process;
    this.log = log;
  }

  static ServerProcess start(
      String nom, List<String> command, Map<String, String> env, Path workDir, Path log)
      throws IOException {
    Files.createDirectories(log.getParent());
    if (Files.exists(log) && Files.size(log) > LOG_MAX) {
      Files.delete(log);
    }
    var full = new ArrayList<String>();
    if (SETSID) {
      // A session of its own: Ctrl-C of the terminal reaches the launcher alone, which stops the
      // servers in order.
      full.add("setsid");
    }
    full.addAll(command);
    var builder =
        new ProcessBuilder(full)
            .directory(workDir.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(env);
    return new ServerProcess(nom, builder.start(), log);
  }

  /** A command that ends: its output, or a {@link Panne} that shows it. */
  static String run(
      String nom, List<String> command, Map<String, String> env, Path workDir, Duration limit)
      throws IOException {
    var out = Files.createTempFile("maillon-", ".log");
    try {
      var builder =
          new ProcessBuilder(command)
              .directory(workDir.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
              .redirectOutput(out.toFile());
      builder.environment().putAll(env);
      var process = builder.start();
      var server = new ServerProcess(nom, process, out);
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw server.failure(nom + " n'a pas fini en " + limit.toSeconds() + " s.");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Panne(nom + " : interrompu.", e);
      } finally {
        server.kill();
      }
      if (process.exitValue() != 0) {
        throw server.failure(nom + " a échoué (code " + process.exitValue() + ").");
      }
      return Files.readString(out);
    } finally {
      Files.deleteIfExists(out);
    }
  }

  private static java.io.File nullDevice() {
    return new java.io.File(Plateforme.courante().windows() ? "NUL" : "/dev/null");
  }

  static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .filter(dir -> !dir.isBlank())
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
  }

  String nom() {
    return nom;
  }

  long pid() {
    return process.pid();
  }

  CompletableFuture<ServerProcess> onExit() {
    return process.onExit().thenApply(ended -> this);
  }

  Path log() {
    return log;
  }

  /** It died: nothing of its family may keep its port. */
  void ending() {
    kill(known);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The process and everything it forked. */
  List<ProcessHandle> family() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  void await(Duration limit, Readiness readiness) throws IOException {
    var deadline = Deadline.in(limit);
    while (true) {
      try {
        if (readiness.ready()) {
          known = family();
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Panne("Le démarrage de " + nom + " a été interrompu.", e);
      }
      if (!process.isAlive()) {
        throw failure(nom + " s'est arrêté au démarrage (code " + process.exitValue() + ").");
      }
      if (deadline.passed()) {
        throw failure(nom + " n'était pas prêt après " + limit.toSeconds() + " s.");
      }
      deadline.pause();
    }
  }

  Panne failure(String message) throws IOException {
    return new Panne(message + " Fin du journal " + log + " :\n" + tail(log));
  }

  static String tail(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "(journal absent)";
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var from = Math.max(0, file.length() - TAIL_BYTES);
      file.seek(from);
      var bytes = new byte[(int) (file.length() - from)];
      file.readFully(bytes);
      var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
  }

  /** Asks politely, then not: nothing we started survives. */
  void stop(Duration limit) {
    var family = family();
    family.forEach(ProcessHandle::destroy);
    waitFor(family, limit);
    kill(family);
  }

  private void kill() {
    kill(family());
  }

  private static void kill(List<ProcessHandle> family) {
    var alive =
        family.stream()
            .filter(ProcessHandle::isAlive)
            .sorted(Comparator.comparingLong(ProcessHandle::pid))
            .toList();
    alive.forEach(ProcessHandle::destroyForcibly);
    waitFor(alive, Duration.ofSeconds(5));
  }

  static void waitFor(List<ProcessHandle> handles, Duration limit) {
    var deadline = Deadline.in(limit);
    while (!deadline.passed() && handles.stream().anyMatch(ProcessHandle::isAlive)) {
      deadline.pause();
    }
  }
}
