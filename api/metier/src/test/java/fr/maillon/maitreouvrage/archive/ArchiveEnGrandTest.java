package fr.maillon.maitreouvrage.archive;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.banc.Banc;
import fr.maillon.isolation.Identite;
import fr.maillon.travail.Bail;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * La mesure : l'aller et retour d'un grand espace dans un petit tas, qui ne grandit pas avec
 * l'espace. Seule, dans un petit tas : {@code ./mvnw -Pnuit -pl api/metier -am test
 * -Dtest=ArchiveEnGrandTest -Dsurefire.failIfNoSpecifiedTests=false -DargLine=-Xmx256m}
 */
@Tag("nuit")
class ArchiveEnGrandTest {
  private static final int PETIT = 500;
  private static final long MO = 1 << 20;

  /**
   * Ce que le bruit d'une mesure peut prendre ; une table gardée entière en prendrait dix fois
   * plus.
   */
  private static final long BRUIT = 24 * MO;

  private static final Identite AGENTE =
      new Identite(Semis.AGENT, "agente", "Agente Martin", Set.of("agent"));
  private static final EcrireArchive.Suivi MUET = (_, _) -> {};

  @TempDir Path dossier;

  private record Mesure(
      long lignes, long octets, double export, double reprise, long tasExport, long tasReprise) {}

  private interface Pas {
    void faire() throws IOException;
  }

  @Test
  void leTasNeGranditPasAvecLEspace() throws Exception {
    try (var banc =
        new Banc(Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneId.of("Europe/Paris")))) {
      var semis = new Semis(banc.postgres());
      mesurer(banc, semis, PETIT, 10);
      var petit = mesurer(banc, semis, PETIT, 20);
      var grand = mesurer(banc, semis, Integer.getInteger("maillon.archive.marches", 20_000), 30);
      assertThat(grand.tasExport()).as("export").isLessThan(petit.tasExport() + BRUIT);
      assertThat(grand.tasReprise()).as("reprise").isLessThan(petit.tasReprise() + BRUIT);
    }
  }

  private Mesure mesurer(Banc banc, Semis semis, int marches, int rang) throws Exception {
    var source = new UUID(0xE, rang);
    var retour = new UUID(0xF, rang + 1);
    semis.espace(source, "source-" + rang, "COMMUNE");
    semis.espace(retour, "retour-" + rang, "COMMUNE");
    semis.remplir(source, marches, 0, 50, 2024);
    semis.faire("analyze");
    var fichier = dossier.resolve(rang + ".zip");
    var relu = dossier.resolve(rang + "-retour.zip");
    var debut = System.nanoTime();
    var tasExport = pendant(() -> exporter(banc, source, fichier));
    var exporte = System.nanoTime();
    var manifeste = new Manifeste[1];
    var tasReprise =
        pendant(
            () -> {
              manifeste[0] = verifier(fichier);
              reprendre(banc, semis, retour, fichier, manifeste[0]);
            });
    var repris = System.nanoTime();
    exporter(banc, retour, relu);
    assertThat(verifier(relu).empreinteDesDonnees())
        .as("les mêmes données")
        .isEqualTo(manifeste[0].empreinteDesDonnees());
    var m =
        new Mesure(
            manifeste[0].lignes(),
            Files.size(fichier),
            (exporte - debut) / 1e9,
            (repris - exporte) / 1e9,
            tasExport,
            tasReprise);
    System.out.printf(
        "archive : %d marchés, %d lignes, %d Ko ; export %.1f s (%d lignes/s), %d Mo vivants au"
            + " plus ; vérification et reprise %.1f s (%d lignes/s), %d Mo vivants au plus ; tas de"
            + " %d Mo%n",
        marches,
        m.lignes(),
        m.octets() / 1024,
        m.export(),
        Math.round(m.lignes() / m.export()),
        m.tasExport() / MO,
        m.reprise(),
        Math.round(m.lignes() / m.reprise()),
        m.tasReprise() / MO,
        Runtime.getRuntime().maxMemory() / MO);
    return m;
  }

  /**
   * @return le plus de mémoire vivante vue pendant ce pas, le ramasse-miettes passé : ce qu'il ne
   *     rend pas
   */
  private static long pendant(Pas pas) throws Exception {
    var sonde = new Sonde();
    var fil = Thread.ofPlatform().daemon().start(sonde);
    try {
      pas.faire();
    } finally {
      sonde.fini.countDown();
      fil.join();
    }
    return sonde.vivants;
  }

  private static final class Sonde implements Runnable {
    private final CountDownLatch fini = new CountDownLatch(1);
    private volatile long vivants;

    @Override
    public void run() {
      try {
        do {
          System.gc();
          var ici = Runtime.getRuntime();
          vivants = Math.max(vivants, ici.totalMemory() - ici.freeMemory());
        } while (!fini.await(500, TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void exporter(Banc banc, UUID espace, Path fichier) throws IOException {
    try (var sortie = new BufferedOutputStream(Files.newOutputStream(fichier))) {
      banc.sous(
          AGENTE,
          ArchiveBancTest.enLecture(espace),
          EcrireArchive.class,
          e -> e.ecrire(sortie, MUET));
    }
  }

  private static Manifeste verifier(Path fichier) throws IOException {
    var sceau = new SignatureDArchive();
    sceau.secret = "";
    try (InputStream entree = new BufferedInputStream(Files.newInputStream(fichier))) {
      var queue = new byte[(int) Math.min(Files.size(fichier), FinDeZip.QUEUE)];
      try (var lecture = new java.io.RandomAccessFile(fichier.toFile(), "r")) {
        lecture.seek(lecture.length() - queue.length);
        lecture.readFully(queue);
      }
      return LireArchive.verifier(entree, queue, Files.size(fichier), sceau);
    }
  }

  private static void reprendre(
      Banc banc, Semis semis, UUID espace, Path fichier, Manifeste manifeste) throws IOException {
    var id = UUID.randomUUID();
    var bail = new Bail(espace, id, UUID.randomUUID());
    semis.faire(
        "insert into plateforme.reprise (id, maitre_ouvrage_id, auteur_id, auteur_nom, fichier,"
            + " etat, demande_le) values ('"
            + id
            + "', '"
            + espace
            + "', '"
            + Semis.AGENT
            + "', 'Agente Martin', 'a.zip', 'DEPOSEE', now())",
        "insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id,"
            + " auteur_nom, etat, jeton, bail, prochaine, cree_le) values ('"
            + espace
            + "', '"
            + id
            + "', 'ESPACE', 'reprise', '"
            + id
            + "', 'Reprise', '"
            + Semis.AGENT
            + "', 'Agente Martin', 'EN_COURS', '"
            + bail.jeton()
            + "', now(), now(), now())");
    try (InputStream entree = new BufferedInputStream(Files.newInputStream(fichier))) {
      banc.sous(
          AGENTE,
          ArchiveBancTest.perimetre(espace),
          RemplirEspace.class,
          r -> {
            r.remplir(bail, manifeste, entree, MUET);
            return null;
          });
    }
  }
}
