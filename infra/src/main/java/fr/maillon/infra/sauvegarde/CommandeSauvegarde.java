package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.Panne;
import fr.maillon.infra.Progress;
import fr.maillon.infra.Reglage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** {@code ./mvnw -Prun,sauvegarde}: one base backup now, and what can be restored from then on. */
public final class CommandeSauvegarde {
  static final int GARDEES = 3;

  private CommandeSauvegarde() {}

  public static void main(String[] args) {
    var out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    try {
      var progress = new Progress(out);
      var acces = Acces.regle();
      var depot = acces.exigerDepot();
      try (var connexion = acces.ouvrir()) {
        progress.say("Copie de base : " + Sauvegarde.prendre(connexion, depot, gardees()));
        progress.say(
            "Archive : "
                + Sauvegarde.texte(
                    connexion,
                    "select archived_count || ' segments, le dernier le ' ||"
                        + " coalesce(last_archived_time::text, 'jamais') || ' ; échecs : ' ||"
                        + " failed_count from pg_stat_archiver"));
      }
      progress.say(
          "Restaurable depuis le "
              + depot.listerBases().getFirst().fin()
              + " ; "
              + depot.octets() / 1_000_000
              + " Mo dans "
              + depot.dossier());
    } catch (Panne | IOException | SQLException e) {
      out.println("\nMaillon : " + e.getMessage());
      System.exit(1);
    }
  }

  static int gardees() {
    var given = Reglage.text("maillon.sauvegarde.gardees", String.valueOf(GARDEES));
    if (!given.matches("[1-9][0-9]{0,3}")) {
      throw new Panne(
          "« "
              + given
              + " » n'est pas un nombre de copies à garder : donnez à maillon.sauvegarde.gardees un"
              + " nombre à partir de 1.");
    }
    return Integer.parseInt(given);
  }
}
