package fr.maillon.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a program of PostgreSQL is called on this machine. PostgreSQL refuses to run as root; there,
 * a user namespace in which we are nobody keeps the files ours; where namespaces are closed
 * (containers), a real unprivileged account.
 */
sealed interface PostgresHost {
  String NOBODY = "65534";
  Duration LIMIT = Duration.ofSeconds(20);

  List<String> command(List<String> program);

  /** Called once the data folder exists, before a program works in it. */
  void own(Path data) throws IOException;

  record Direct() implements PostgresHost {
    @Override
    public List<String> command(List<String> program) {
      return program;
    }

    @Override
    public void own(Path data) {
      // already ours
    }
  }

  record UserNamespace() implements PostgresHost {
    @Override
    public List<String> command(List<String> program) {
      return prefixed(List.of("unshare", "-U"), program);
    }

    @Override
    public void own(Path data) {
      // the namespace keeps the owner
    }
  }

  record Nobody() implements PostgresHost {
    @Override
    public List<String> command(List<String> program) {
      return prefixed(
          List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"), program);
    }

    @Override
    public void own(Path data) throws IOException {
      ServerProcess.run(
          "chown",
          List.of("chown", "-R", NOBODY + ":" + NOBODY, data.toString()),
          Map.of(),
          data.getParent(),
          LIMIT);
    }
  }

  static PostgresHost detect(Path postgres) throws IOException {
    if (!Plateforme.courante().linux() || !(root() || nameless())) {
      return new Direct();
    }
    for (var host : List.of(new UserNamespace(), new Nobody())) {
      if (works(host, postgres)) {
        return host;
      }
    }
    throw new Panne(
        "PostgreSQL refuse de tourner sous root ou sans compte, et cette machine n'offre ni «"
            + " unshare -U » ni un compte sans privilège qui lise "
            + postgres
            + " : lancez Maillon sous un compte ordinaire.");
  }

  private static boolean root() throws IOException {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
  }

  /**
   * A number without an account, as containers give: initdb wants a name, which the namespace lends
   * it.
   */
  private static boolean nameless() {
    return "?".equals(System.getProperty("user.name"));
  }

  private static boolean works(PostgresHost host, Path postgres) throws IOException {
    var command = host.command(List.of(postgres.toString(), "--version"));
    if (!ServerProcess.onPath(command.getFirst())) {
      return false;
    }
    try {
      ServerProcess.run("essai de PostgreSQL", command, Map.of(), Path.of("/"), LIMIT);
      return true;
    } catch (Panne e) {
      System.getLogger(PostgresHost.class.getName())
          .log(System.Logger.Level.DEBUG, "écarté : " + host, e);
      return false;
    }
  }

  private static List<String> prefixed(List<String> prefix, List<String> program) {
    var all = new ArrayList<>(prefix);
    all.addAll(program);
    return all;
  }
}
