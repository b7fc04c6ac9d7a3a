import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * google-java-format sur toutes les sources du projet. Son greffon Maven veut tourner sur le JDK de
 * Maven, qui peut être un 17 et ne lit pas Java 25 ; ici c'est le JDK des sources.
 */
final class MiseEnForme {
  private static final List<String> MODULES =
      List.of(".mvn", "infra", "tenant-admin", "api", "web", "ear");

  /**
   * @param geste {@code reprendre}, ou {@code verifier}, qui nomme les fichiers mal mis en forme et
   *     échoue
   */
  public static void main(String[] geste) throws IOException {
    var arguments =
        new ArrayList<>(
            geste[0].equals("reprendre")
                ? List.of("--replace")
                : List.of("--dry-run", "--set-exit-if-changed"));
    for (var module : MODULES) {
      try (var fichiers = Files.walk(Path.of(module))) {
        fichiers
            .filter(f -> f.toString().endsWith(".java") && !f.toString().contains("/target/"))
            .map(Path::toString)
            .sorted()
            .forEach(arguments::add);
      }
    }
    Main.main(arguments.toArray(String[]::new));
  }
}
