package fr.maillon.infra.journal;

import fr.maillon.infra.Panne;
import fr.maillon.infra.Postgres;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * {@code ./mvnw -Prun,journal}: every journal of a database, read again from its last anchor to its
 * head. The demonstration's base unless {@code MAILLON_BASE_URL}, {@code MAILLON_BASE_UTILISATEUR}
 * and {@code MAILLON_BASE_MOTDEPASSE} name another. Fails the build at the first bad line.
 */
public final class Verification {
  private static final int FINGERPRINT_SHOWN = 16;

  private Verification() {}

  public static void main(String[] args) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    try (var base = Postgres.connexionAVerifier()) {
      out.println();
      var fautes = dire(Chaine.verifier(base), out);
      System.exit(fautes == 0 ? 0 : 1);
    } catch (SQLException | Panne e) {
      out.println("Journaux : " + e.getMessage());
      System.exit(2);
    }
  }

  /**
   * @return how many chains do not hold
   */
  static int dire(List<Chaine.Verdict> verdicts, PrintStream out) {
    long lignes = 0;
    int fautes = 0;
    for (var v : verdicts) {
      lignes += v.lignes();
      if (v.lignes() > 0 || v.ancre() > 0 || v.defaut().isPresent()) {
        out.printf(
            "  %-30s %8d lignes, rangs %d à %d%s, tête %s…  %s%n",
            v.code(),
            v.lignes(),
            v.premiere(),
            v.derniere(),
            v.ancre() > 0 ? " (purgé jusqu'à " + v.ancre() + ")" : "",
            v.tete().substring(0, Math.min(FINGERPRINT_SHOWN, v.tete().length())),
            v.defaut()
                .map(d -> "ROMPUE au rang " + d.rang() + " : " + d.nature() + ", " + d.detail())
                .orElse("intacte"));
      }
      fautes += v.defaut().isPresent() ? 1 : 0;
    }
    out.printf(
        "%n  %d journaux, %d lignes relues : %s%n",
        verdicts.size(),
        lignes,
        fautes == 0 ? "toutes les chaînes tiennent." : fautes + " ne tiennent pas.");
    return fautes;
  }
}
