import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Les dix classes d'essai les plus lentes du passage qui finit : ce qui grossit se voit. */
final class Lenteurs {
  private static final List<String> MODULES =
      List.of("infra", "tenant-admin", "api/metier", "api/rest", "web", "ear");
  private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>");

  /** Plus vieux, un rapport est d'un autre passage. */
  private static final Duration UN_PASSAGE = Duration.ofHours(1);

  private record Classe(String nom, double secondes, int essais) {}

  public static void main(String[] racine) throws IOException {
    var classes = new ArrayList<Classe>();
    for (var module : MODULES) {
      for (var rapports : List.of("surefire-reports", "failsafe-reports")) {
        var dossier = Path.of(racine[0], module, "target", rapports);
        if (Files.isDirectory(dossier)) {
          try (var fichiers = Files.newDirectoryStream(dossier, "TEST-*.xml")) {
            for (var fichier : fichiers) {
              var ecrit = Files.getLastModifiedTime(fichier).toInstant();
              if (ecrit.isAfter(Instant.now().minus(UN_PASSAGE))) {
                classes.add(lire(fichier));
              }
            }
          }
        }
      }
    }
    System.out.printf(
        "%d essais, %d classes, %.0f s en tout ; les plus lentes :%n",
        classes.stream().mapToInt(Classe::essais).sum(),
        classes.size(),
        classes.stream().mapToDouble(Classe::secondes).sum());
    classes.stream()
        .sorted(Comparator.comparingDouble(Classe::secondes).reversed())
        .limit(10)
        .forEach(c -> System.out.printf("%7.1f s  %s (%d)%n", c.secondes(), c.nom(), c.essais()));
  }

  private static Classe lire(Path fichier) throws IOException {
    var suite = SUITE.matcher(Files.readString(fichier));
    if (!suite.find()) {
      throw new IOException("ce n'est pas un rapport d'essais : " + fichier);
    }
    return new Classe(
        attribut(suite.group(), "name"),
        Double.parseDouble(attribut(suite.group(), "time").replace(",", "")),
        Integer.parseInt(attribut(suite.group(), "tests")));
  }

  private static String attribut(String balise, String nom) {
    var m = Pattern.compile("\\s" + nom + "=\"([^\"]*)\"").matcher(balise);
    if (!m.find()) {
      throw new IllegalStateException(nom + " manque : " + balise);
    }
    return m.group(1);
  }
}
