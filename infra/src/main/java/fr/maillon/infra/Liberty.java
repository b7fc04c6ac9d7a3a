package fr.maillon.infra;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Open Liberty with the EAR: configuration copied from {@code infra/liberty}, values through the
 * environment.
 */
final class Liberty {
  private static final Duration START_LIMIT = Duration.ofMinutes(8);
  private static final Pattern APPLICATION_FAILED = Pattern.compile("CWWKZ000[24]E|CWWKE0054E");
  private static final int POLLS_PER_LOOK = 20;
  private static final String JVM_DEMONSTRATION = "-Xms128m -XX:TieredStopAtLevel=1";

  private final Http http = new Http();
  private final Path home;
  private final Path dir;
  private final int port;
  private final String server;
  private ServerProcess process;
  private int polls;

  Liberty(Path home, Path dir, int port, String server) {
    this.home = home;
    this.dir = dir;
    this.port = port;
    this.server = server;
  }

  static Path install() throws IOException {
    return Logiciels.zip("maillon.liberty.zip", "openliberty-runtime", "", dir -> {});
  }

  Path home() {
    return home;
  }

  Path userDir() {
    return dir.resolve("usr");
  }

  private Path outputDir() {
    return dir.resolve("sortie");
  }

  private Path logs() {
    return outputDir().resolve(server).resolve("logs");
  }

  String url() {
    return "http://localhost:" + port;
  }

  void prepare(Path ear, List<Path> dropins) throws IOException {
    if (!Files.exists(ear)) {
      throw new Panne(
          "L'application "
              + ear
              + " n'existe pas : construisez-la par ./mvnw -DskipTests package.");
    }
    var serverDir = userDir().resolve("servers").resolve(server);
    var overrides = serverDir.resolve("configDropins/overrides");
    FileTree.delete(overrides);
    Files.createDirectories(overrides);
    FileTree.copy(Racine.infra().resolve("liberty"), serverDir);
    for (var dropin : dropins) {
      FileTree.copy(dropin, overrides);
    }
    var jdbc = userDir().resolve("shared/resources/jdbc");
    FileTree.delete(jdbc);
    Files.createDirectories(jdbc);
    var driver = driver();
    // under its own name: Liberty did not find it under another
    Files.copy(driver, jdbc.resolve(driver.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    var apps = serverDir.resolve("apps");
    Files.createDirectories(apps);
    // a copy: a build that rewrites the EAR must not touch a server that runs
    Files.copy(
        ear,
        apps.resolve("maillon.ear"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static Path driver() {
    try {
      return Path.of(
          org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("pilote PostgreSQL", e);
    }
  }

  ServerProcess launch(Map<String, String> values) throws IOException {
    var env = new LinkedHashMap<>(values);
    env.put("JAVA_HOME", System.getProperty("java.home"));
    env.put("WLP_USER_DIR", userDir().toString());
    env.put("WLP_OUTPUT_DIR", outputDir().toString());
    env.put("JVM_ARGS", Reglage.text("maillon.liberty.jvm", JVM_DEMONSTRATION));
    env.put("MAILLON_PORT", String.valueOf(port));
    Files.createDirectories(logs());
    // what a journal says of an address, or of a token refused, is for the owner
    if (!Plateforme.courante().windows()) {
      Files.setPosixFilePermissions(logs(), PosixFilePermissions.fromString("rwx------"));
    }
    // else the failure of the previous start would be read as this one's
    Files.deleteIfExists(logs().resolve("messages.log"));
    var script =
        home.resolve("bin").resolve(Plateforme.courante().windows() ? "server.bat" : "server");
    process =
        ServerProcess.start(
            "Liberty",
            List.of(script.toString(), "run", server),
            env,
            dir,
            dir.resolve("console.log"));
    return process;
  }

  /** A setting that a server which lives reads again, over what the environment gave. */
  void set(String name, String value) throws IOException {
    Files.writeString(
        userDir()
            .resolve("servers")
            .resolve(server)
            .resolve("configDropins/overrides/" + name + ".xml"),
        "<server><variable name=\"" + name + "\" value=\"" + value + "\"/></server>\n");
  }

  void awaitReady() throws IOException {
    process.await(START_LIMIT, this::ready);
  }

  private boolean ready() throws IOException, InterruptedException {
    if (http.status(url() + "/health/ready") == 200) {
      return true;
    }
    var messages = logs().resolve("messages.log");
    if (++polls % POLLS_PER_LOOK == 0
        && Files.exists(messages)
        && APPLICATION_FAILED.matcher(Files.readString(messages)).find()) {
      throw new Panne(
          "L'application n'a pas démarré. Fin du journal "
              + messages
              + " :\n"
              + ServerProcess.tail(messages));
    }
    return false;
  }
}
