package fr.maillon.infra;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code ./mvnw -Prun}: the demonstration, until Ctrl-C. */
public final class Lanceur {
  private record Compte(String nom, String role) {}

  private static final List<Compte> COMPTES =
      List.of(
          new Compte("agent-aix-marseille", "agent de la Métropole d'Aix-Marseille-Provence"),
          new Compte("agent-lyon", "agent de la Ville de Lyon"),
          new Compte("agent-archipel-habitat", "agent d'Archipel Habitat, bailleur"),
          new Compte("agent-chu-caen", "agent du CHU de Caen Normandie"),
          new Compte("agent-ugap", "agent de l'UGAP, centrale d'achat"),
          new Compte("agent-deux-espaces", "agent de Lyon et de l'UGAP"),
          new Compte("facilitateur1, facilitateur2", "facilitateurs de l'équipe"),
          new Compte("coordinateur", "coordinateur de l'équipe"),
          new Compte("central", "administrateur central"));

  private Lanceur() {}

  public static void main(String[] args) {
    var out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    try {
      if (Boolean.getBoolean("maillon.suit.parent")) {
        // Maven killed: nobody is left to type Ctrl-C
        ProcessHandle.current()
            .parent()
            .ifPresent(
                parent -> {
                  var _ = parent.onExit().thenRun(() -> System.exit(0));
                });
      }
      var progress = new Progress(out);
      var pile = ServerStack.demarrer(ServerStack.Options.demonstration(), progress);
      out.println(welcome(pile, progress));
      pile.sauvegarderChaqueJour();
      pile.veiller();
    } catch (Panne | IOException e) {
      out.println();
      out.println("Maillon : " + e.getMessage());
      if (Boolean.parseBoolean(Reglage.text("maillon.trace", "false"))) {
        e.printStackTrace(out);
      }
      System.exit(1);
    }
  }

  private static String welcome(ServerStack pile, Progress progress) {
    var text = new StringBuilder("\n");
    text.append("  Maillon est prêt en ")
        .append(Math.round(progress.elapsed()))
        .append(" s : ")
        .append(pile.urlMaillon())
        .append("\n\n");
    text.append("  Comptes de démonstration (mot de passe de tous : ")
        .append(ServerStack.MOT_DE_PASSE_DEMO)
        .append(")\n");
    COMPTES.forEach(
        compte -> text.append(String.format("    %-30s %s%n", compte.nom(), compte.role())));
    text.append("\n  API         ").append(pile.urlMaillon()).append("/openapi/ui");
    text.append("\n  Keycloak    ")
        .append(pile.urlKeycloak())
        .append(" (administration : admin, mot de passe dans secrets.properties)");
    text.append("\n  PostgreSQL  ").append(pile.jdbcUrl());
    text.append("\n  Courriels   ")
        .append(pile.courrier().dossier())
        .append(" (rien ne quitte la machine)");
    text.append("\n  Données     ")
        .append(pile.donnees())
        .append(" (secrets, bases, journaux ; à supprimer pour repartir de zéro)");
    text.append("\n  Arrêt       Ctrl-C ; rien n'est perdu, le prochain lancement retrouve tout\n");
    return text.toString();
  }
}
