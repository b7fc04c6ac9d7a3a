package fr.maillon.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanceurTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64.txz",
    "Linux, aarch64, postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, postgres-darwin-arm_64.txz",
    "Windows 11, amd64, postgres-windows-x86_64.txz"
  })
  void theArchiveOfPostgresIsThatOfTheMachine(String os, String arch, String archive) {
    assertThat(Plateforme.of(os, arch).archivePostgres()).isEqualTo(archive);
  }

  @Test
  void aSecondLaunchOnTheSameDataSaysSo() throws IOException {
    try (var held = DirectoryLock.tryLock(dir).orElseThrow()) {
      held.note("processus 42, http://localhost:9080");
      assertThatThrownBy(() -> ServerStack.demarrer(options(0, dir)))
          .isInstanceOf(Panne.class)
          .hasMessageContainingAll("tourne déjà", "processus 42, http://localhost:9080", "Ctrl-C");
    }
  }

  /**
   * POSIX gives up a process's locks on a file when it closes any of its channels on it: a second
   * try must open none.
   */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderHeldByUsStaysHeldAfterWeTryAgain() throws Exception {
    try (var held = DirectoryLock.tryLock(dir).orElseThrow()) {
      held.note("ici");
      assertThat(DirectoryLock.tryLock(dir)).isEmpty();
      assertThat(lockedElsewhere()).as("une autre JVM le prend").isFalse();
    }
    assertThat(lockedElsewhere()).isTrue();
  }

  private boolean lockedElsewhere() throws Exception {
    var other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                AutreVerrou.class.getName(),
                dir.toString())
            .inheritIO()
            .start();
    return other.waitFor() == 0;
  }

  @Test
  void aTakenPortIsNamedBeforeAnythingStarts() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  ServerStack.demarrer(
                      options(taken.getLocalPort(), dir),
                      new Progress(new PrintStream(OutputStream.nullOutputStream()))))
          .isInstanceOf(Panne.class)
          .hasMessageContainingAll(
              "le port " + taken.getLocalPort() + " est déjà pris", "-Dmaillon.port.http=");
    }
    assertThat(dir.resolve("pg")).doesNotExist();
  }

  /**
   * A switch that the documentation gives and that Maven keeps to itself does nothing, and says
   * nothing.
   */
  @Test
  void everySettingGivenToMavenReachesTheLauncher() throws IOException {
    var passed = Files.readString(Racine.depot().resolve("ear/pom.xml"));
    for (var page :
        List.of("README.md", "infra/README.md", "infra/exploitation.md", "infra/mesures.md")) {
      for (var line : Files.readAllLines(Racine.depot().resolve(page))) {
        if (!line.contains("java -D")) {
          Pattern.compile("-D(maillon\\.[a-z.]*[a-z])")
              .matcher(line)
              .results()
              .map(r -> r.group(1))
              .forEach(
                  name ->
                      assertThat(passed)
                          .as(page + " : " + name)
                          .contains("-D" + name + "=${" + name + "}"));
        }
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void secretsAreKeptAndReadableByTheirOwnerOnly() throws IOException {
    var drawn = Secrets.in(dir).get("web");
    assertThat(Secrets.in(dir).get("web")).isEqualTo(drawn).hasSize(32);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(dir.resolve("secrets.properties"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aScriptForPsqlIsCutStatementByStatement() {
    var sql =
        """
        -- a comment; with a semicolon
        do $$ begin
          perform 1;
        end $$;
        alter role a
          password :'a';
        create database b;\
        """;
    assertThat(SqlScript.statements(SqlScript.replace(sql, Map.of("a", "l'eau"))))
        .containsExactly(
            "do $$ begin\n  perform 1;\nend $$;",
            "alter role a\n  password 'l''eau';",
            "create database b;");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aServerThatDiesShowsTheEndOfItsLog() throws IOException {
    var log = dir.resolve("serveur.log");
    var server =
        ServerProcess.start(
            "Le serveur", List.of("sh", "-c", "echo la cause; exit 3"), Map.of(), dir, log);
    assertThatThrownBy(() -> server.await(Duration.ofSeconds(20), () -> false))
        .isInstanceOf(Panne.class)
        .hasMessageContainingAll("s'est arrêté au démarrage (code 3)", "la cause");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatAKilledLauncherLeftIsEndedWithItsChildren() throws IOException {
    var server =
        ServerProcess.start(
            "Le serveur",
            List.of("sh", "-c", "sleep 300 & wait"),
            Map.of(),
            dir,
            dir.resolve("serveur.log"));
    var leftOvers = new LeftOvers(dir);
    leftOvers.note(server.pid());
    assertThat(new LeftOvers(dir).end()).isPositive();
    assertThat(server.isAlive()).isFalse();
    assertThat(new LeftOvers(dir).end()).isZero();
  }

  @Test
  void theWaitDoublesUpToAMinute() {
    assertThat(
            java.util.stream.IntStream.range(0, 9)
                .mapToObj(Relance.Attentes.USUELLES::apres)
                .map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aServerThatIsKilledIsStartedAgainUntilWeStop() throws Exception {
    var said = new LinkedBlockingQueue<String>();
    var started = new LinkedBlockingQueue<ServerProcess>();
    var tries = new AtomicInteger();
    var relance =
        new Relance(
            new Relance.Attentes(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofHours(1)),
            said::add);
    var first = sleeper();
    relance.garder(
        first,
        () -> {
          if (tries.incrementAndGet() == 2) {
            throw new Panne("le port est pris.\nFin du journal");
          }
          var again = sleeper();
          started.add(again);
          return again;
        });
    first.family().forEach(ProcessHandle::destroyForcibly);
    var second = started.take();
    assertThat(said.take())
        .startsWith("Le serveur s'est arrêté de lui-même : nouveau départ dans 1 s")
        .doesNotContain("\n");
    assertThat(said.take()).isEqualTo("Le serveur est revenu.");
    second.family().forEach(ProcessHandle::destroyForcibly);
    var third = started.take();
    assertThat(said.take()).startsWith("Le serveur s'est arrêté");
    assertThat(said.take())
        .startsWith("Le serveur ne repart pas, le port est pris : nouveau départ dans")
        .doesNotContain("Fin du journal");
    assertThat(said.take()).isEqualTo("Le serveur est revenu.");
    relance.finir();
    third.stop(Duration.ofSeconds(5));
    third.onExit().get();
    relance.attendreLaFin();
    assertThat(said).isEmpty();
    assertThat(started).isEmpty();
  }

  /** The child of a script that was killed would keep the port: it ends too. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theOrphansOfADeadServerEndBeforeItStartsAgain() throws Exception {
    var server =
        ServerProcess.start(
            "Le serveur",
            List.of("sh", "-c", "sleep 300 & wait"),
            Map.of(),
            dir,
            dir.resolve("serveur.log"));
    server.await(Duration.ofSeconds(20), () -> server.family().size() == 2);
    var child = server.family().get(1);
    var orphans = new LinkedBlockingQueue<Boolean>();
    var relance =
        new Relance(
            new Relance.Attentes(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO),
            line -> {});
    relance.garder(
        server,
        () -> {
          orphans.add(child.isAlive());
          relance.finir();
          return server;
        });
    server.family().getFirst().destroyForcibly();
    assertThat(orphans.take()).isFalse();
  }

  private ServerProcess sleeper() throws IOException {
    return ServerProcess.start(
        "Le serveur", List.of("sleep", "300"), Map.of(), dir, dir.resolve("serveur.log"));
  }

  private static ServerStack.Options options(int portHttp, Path donnees) {
    return new ServerStack.Options(
        "essai",
        donnees,
        portHttp,
        Ports.FREE,
        Ports.FREE,
        true,
        false,
        false,
        false,
        false,
        List.of(),
        donnees.resolve("absent.ear"));
  }
}
