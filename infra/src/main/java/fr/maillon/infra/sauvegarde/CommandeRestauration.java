package fr.maillon.infra.sauvegarde;

import fr.maillon.infra.Panne;
import fr.maillon.infra.Progress;
import fr.maillon.infra.Reglage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * {@code ./mvnw -Prun,restauration -Dmaillon.espace=… -Dmaillon.instant=…}: one space brought back
 * to one moment.
 */
public final class CommandeRestauration {
  private static final DateTimeFormatter NOM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private CommandeRestauration() {}

  public static void main(String[] args) {
    var out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    try {
      executer(out);
    } catch (Panne | IOException | SQLException e) {
      out.println("\nMaillon : " + e.getMessage());
      if (Boolean.parseBoolean(Reglage.text("maillon.trace", "false"))) {
        e.printStackTrace(out);
      }
      System.exit(1);
    }
  }

  private static void executer(PrintStream out) throws IOException, SQLException {
    var espace = exige("maillon.espace", "le code de l'espace, celui de ses adresses");
    var operateur = Reglage.text("maillon.operateur", System.getProperty("user.name"));
    var acces = Acces.regle();
    if (oui("maillon.lever")) {
      Restauration.lever(espace, operateur, acces::ouvrir);
      out.println(
          "L'espace « "
              + espace
              + " » est rouvert ; ses lignes sont telles que la restauration interrompue les a"
              + " laissées, c'est-à-dire intactes.");
      return;
    }
    var instant =
        instant(exige("maillon.instant", "l'instant où revenir, par exemple 2026-11-22T10:15:00Z"));
    var progress = new Progress(out);
    var demande =
        new Restauration.Demande(
            espace,
            instant,
            operateur,
            oui("maillon.essai"),
            Duration.ofSeconds(nombre("maillon.attente", 120)));
    var rapport =
        Restauration.restaurer(
            demande,
            acces::ouvrir,
            passe(acces),
            (etape, dit) -> progress.say(etape.dit() + " : " + dit));
    out.println();
    out.print(rapport);
    var dossier =
        Path.of(
            Reglage.text(
                "maillon.rapports",
                (acces.depot() == null
                        ? Path.of("rapports")
                        : acces.depot().dossier().resolve("rapports"))
                    .toString()));
    rapport
        .ecrire(dossier, "restauration-" + espace + "-" + NOM.format(Instant.now()))
        .forEach(f -> out.println("Écrit : " + f));
  }

  private static Restauration.Passe passe(Acces acces) {
    var url = Reglage.text("maillon.source.url", "");
    if (url.isEmpty()) {
      return Restauration.depuis(
          acces.exigerDepot(),
          ancien(acces),
          Duration.ofMinutes(nombre("maillon.rejeu.minutes", 30)));
    }
    return (vivante, instant) ->
        new Restauration.Source() {
          @Override
          public Connection connexion() throws SQLException {
            return Acces.ouvrir(
                url,
                Reglage.text("maillon.source.utilisateur", acces.utilisateur()),
                ancien(acces));
          }

          @Override
          public String origine() {
            return "base déjà ramenée à cet instant par l'opérateur, " + url;
          }

          @Override
          public void close() {
            // the operator's, who ends it
          }
        };
  }

  /** The superuser's password as it was at that moment. */
  private static String ancien(Acces acces) {
    var ancien = System.getenv("MAILLON_REJEU_MOT_DE_PASSE");
    return ancien == null ? acces.motDePasse() : ancien;
  }

  static Instant instant(String texte) {
    try {
      return OffsetDateTime.parse(texte).toInstant();
    } catch (DateTimeParseException e) {
      throw new Panne(
          "« "
              + texte
              + " » n'est pas un instant : donnez la date, l'heure et le fuseau, par exemple"
              + " 2026-11-22T10:15:00Z ou 2026-11-22T11:15:00+01:00.",
          e);
    }
  }

  private static String exige(String nom, String quoi) {
    var donne = Reglage.text(nom, "");
    if (donne.isEmpty()) {
      throw new Panne("Il manque -D" + nom + "=… : " + quoi + ".");
    }
    return donne;
  }

  private static boolean oui(String nom) {
    return Boolean.parseBoolean(Reglage.text(nom, "false"));
  }

  private static int nombre(String nom, int defaut) {
    var donne = Reglage.text(nom, String.valueOf(defaut));
    if (!donne.matches("[0-9]{1,6}")) {
      throw new Panne(
          "« " + donne + " » n'est pas un nombre : -D" + nom + "=" + defaut + ", par exemple.");
    }
    return Integer.parseInt(donne);
  }
}
