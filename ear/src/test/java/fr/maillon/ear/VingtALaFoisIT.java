package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.ServerStack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Vingt imports, vingt exports et vingt reprises demandés ensemble finissent tous, avec les lignes
 * d'un passage seul, et le serveur répond pendant ce temps. Quatre imports suffisaient à le
 * bloquer.
 */
@Tag("nuit")
class VingtALaFoisIT {
  private static final int VINGT = 20;
  private static final int ENREGISTREMENTS = 1200;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /**
   * Ce qu'un import tire au sort, date, ou calcule d'un SIRET : identifiants, instants, empreintes.
   */
  private static final Pattern NEUF =
      Pattern.compile(
          "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+Z-]+|[0-9a-f]{64}|\"empreintes_vues\":"
              + " \"[0-9a-f ,{}]*\"");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** À part : qui surveille ne partage pas la connexion de qui travaille. */
  private static final HttpClient VEILLE = HttpClient.newHttpClient();

  private final ServerStack pile = PileDeTest.pile();
  private final List<EspaceDEssai> ouverts = new ArrayList<>();
  private String jeton;
  private long prisLe;

  @Test
  void toutFinitAvecLesLignesDUnPassageSeul() throws Exception {
    var sante = new Sante();
    try {
      // un passage seul de chaque travail : ses lignes sont celles que tous doivent rendre
      var temoin = espace();
      attendreImport(temoin, importer(temoin));
      var importees = lignes(temoin, false);
      assertThat(importees.get("metier.marche")).hasSize(ENREGISTREMENTS);
      assertThat(importees.get("metier.lot")).hasSize(ENREGISTREMENTS);
      assertThat(importees.get("metier.titulaire")).hasSize(ENREGISTREMENTS);
      var archive = exporter(temoin);
      var exportees = donnees(archive);
      assertThat(exportees.get("donnees/metier.marche.jsonl").lines()).hasSize(ENREGISTREMENTS);
      var repris = espace();
      attendreEtat(repris, "/reprises/" + deposerReprise(repris, archive), "TERMINEE");
      var reprises = lignes(repris, true);
      assertThat(reprises.get("metier.marche"))
          .isEqualTo(lignes(temoin, true).get("metier.marche"));

      var aImporter = IntStream.range(0, VINGT).mapToObj(_ -> espace()).toList();
      var aExporter = IntStream.range(0, VINGT).mapToObj(_ -> espace()).toList();
      var aReprendre = IntStream.range(0, VINGT).mapToObj(_ -> espace()).toList();
      for (var e : aExporter) {
        copier(temoin, e);
      }
      sante.surveiller();
      var imports = ensemble(aImporter, this::importer);
      var exports = ensemble(aExporter, this::demanderExport);
      var reposes = ensemble(aReprendre, e -> deposerReprise(e, archive));
      var jobs = imports.stream().map(CompletableFuture::join).toList();
      var demandes = exports.stream().map(CompletableFuture::join).toList();
      var depots = reposes.stream().map(CompletableFuture::join).toList();
      for (int i = 0; i < VINGT; i++) {
        attendreImport(aImporter.get(i), jobs.get(i));
        attendreEtat(aExporter.get(i), "/exports/" + demandes.get(i), "PRET");
        attendreEtat(aReprendre.get(i), "/reprises/" + depots.get(i), "TERMINEE");
      }
      var p95 = sante.p95();
      System.out.println(
          "santé pendant les soixante travaux : "
              + sante.mesures.size()
              + " mesures, p95 "
              + p95.toMillis()
              + " ms");
      assertThat(sante.fautes).isEmpty();
      assertThat(p95).isLessThanOrEqualTo(Duration.ofSeconds(1));
      for (int i = 0; i < VINGT; i++) {
        comparer("import " + i, lignes(aImporter.get(i), false), importees);
        comparer("reprise " + i, lignes(aReprendre.get(i), true), reprises);
        comparer(
            "export " + i,
            donnees(octets(aExporter.get(i), "/exports/" + demandes.get(i) + "/archive.zip")),
            exportees);
      }
    } finally {
      sante.finir();
      for (var e : ouverts) {
        e.close();
      }
    }
  }

  private EspaceDEssai espace() {
    try {
      var espace = new EspaceDEssai();
      ouverts.add(espace);
      // une clé juste par hasard ôterait un avertissement : toutes le sont
      espace.sql(
          "update plateforme.maitre_ouvrage_siret set siret = '"
              + siretJuste()
              + "' where maitre_ouvrage_id = '"
              + espace.id
              + "'");
      return espace;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Chaque ligne de chaque table du métier, par table.
   *
   * @param tellesQuelles une reprise rend les identifiants et les dates ; un import en tire
   *     d'autres, et son SIRET entre dans ses clés
   */
  private Map<String, List<String>> lignes(EspaceDEssai e, boolean tellesQuelles)
      throws SQLException {
    var siret = siret(e);
    var lues = new TreeMap<String, List<String>>();
    for (var table : tables(e)) {
      var lignes =
          e
              .lire(
                  "select (to_jsonb(t) - 'tenant_id')::text from "
                      + table
                      + " t where tenant_id = '"
                      + e.id
                      + "'")
              .stream()
              .map(l -> tellesQuelles ? l : NEUF.matcher(l.replace(siret, "S")).replaceAll("*"))
              .sorted()
              .toList();
      lues.put(table, lignes);
    }
    return lues;
  }

  private static List<String> tables(EspaceDEssai e) throws SQLException {
    return e.lire(
        "select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and"
            + " a.attname = 'tenant_id' where c.relkind = 'r' and c.relnamespace ="
            + " 'metier'::regnamespace order by 1");
  }

  private static String siretJuste() {
    var hasard = java.util.concurrent.ThreadLocalRandom.current();
    return avecCle(
        avecCle("%08d".formatted(hasard.nextInt(100_000_000)))
            + "%04d".formatted(hasard.nextInt(10_000)));
  }

  /** La clé de Luhn au bout. */
  private static String avecCle(String chiffres) {
    for (int cle = 0; cle < 10; cle++) {
      int somme = cle;
      for (int i = chiffres.length() - 1, rang = 1; i >= 0; i--, rang++) {
        int compte = (chiffres.charAt(i) - '0') * (rang % 2 == 1 ? 2 : 1);
        somme += compte > 9 ? compte - 9 : compte;
      }
      if (somme % 10 == 0) {
        return chiffres + cle;
      }
    }
    throw new IllegalStateException(chiffres);
  }

  private static String siret(EspaceDEssai e) throws SQLException {
    return e.lire(
            "select siret from plateforme.maitre_ouvrage_siret where maitre_ouvrage_id = '"
                + e.id
                + "'")
        .getFirst();
  }

  /** Les mêmes lignes dans un autre espace, sans passer par le travail qu'on éprouve. */
  private static void copier(EspaceDEssai de, EspaceDEssai vers) throws SQLException {
    vers.sql(
        "set session_replication_role = replica; "
            + tables(de).stream()
                .map(
                    t ->
                        "insert into "
                            + t
                            + " select (jsonb_populate_record(t, '{\"tenant_id\":\""
                            + vers.id
                            + "\"}')).* from "
                            + t
                            + " t where tenant_id = '"
                            + de.id
                            + "'")
                .collect(Collectors.joining("; ")));
  }

  /**
   * Ce qu'une archive porte de l'espace, entrée par entrée ; le reste dit qui l'a faite et quand.
   */
  private static Map<String, String> donnees(byte[] archive) throws IOException {
    var lues = new TreeMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (var entree = zip.getNextEntry(); entree != null; entree = zip.getNextEntry()) {
        if (entree.getName().startsWith("donnees/") || entree.getName().startsWith("csv/")) {
          lues.put(entree.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return lues;
  }

  /** Table par table : une différence se lit. */
  private static <T> void comparer(String quoi, Map<String, T> obtenu, Map<String, T> attendu) {
    assertThat(obtenu.keySet()).as(quoi).isEqualTo(attendu.keySet());
    attendu.forEach(
        (table, lignes) ->
            assertThat(obtenu.get(table).equals(lignes))
                .as(
                    () ->
                        quoi + ", " + table + " : " + premiereDifference(obtenu.get(table), lignes))
                .isTrue());
  }

  private static String premiereDifference(Object obtenu, Object attendu) {
    var un = obtenu.toString();
    var deux = attendu.toString();
    int i = 0;
    while (i < Math.min(un.length(), deux.length()) && un.charAt(i) == deux.charAt(i)) {
      i++;
    }
    return un.substring(Math.max(0, i - 200), Math.min(un.length(), i + 200))
        + "\n au lieu de \n"
        + deux.substring(Math.max(0, i - 200), Math.min(deux.length(), i + 200));
  }

  private byte[] exporter(EspaceDEssai e) {
    var export = demanderExport(e);
    attendreEtat(e, "/exports/" + export, "PRET");
    return octets(e, "/exports/" + export + "/archive.zip");
  }

  private String importer(EspaceDEssai e) {
    try {
      var siret = siret(e);
      var fichier =
          "{\"marches\":{\"marche\":["
              + IntStream.range(0, ENREGISTREMENTS)
                  .mapToObj(
                      i ->
                          "{\"id\":\"N"
                              + i
                              + "\",\"acheteur\":{\"id\":\""
                              + siret
                              + "\"},\"objet\":\"Objet "
                              + i
                              + "\",\"codeCPV\":\"45442100\",\"montant\":"
                              + (1000 + i)
                              + ",\"dureeMois\":12,\"dateNotification\":\"2024-03-01\",\"datePublicationDonnees\":\"2024-06-01\",\"titulaires\":[{\"titulaire\":{\"typeIdentifiant\":\"SIRET\",\"id\":\"45220075100025\"}}],\"considerationsSociales\":{\"considerationSociale\":[\"Clause"
                              + " sociale\"]}}")
                  .collect(Collectors.joining(",\n"))
              + "]}}";
      return id(
          envoyer(e, "/imports/decp", fichier.getBytes(StandardCharsets.UTF_8), "application/json"),
          202);
    } catch (SQLException faute) {
      throw new IllegalStateException(faute);
    }
  }

  private String demanderExport(EspaceDEssai e) {
    return id(envoyer(e, "/exports", new byte[0], null), 201, 202);
  }

  private String deposerReprise(EspaceDEssai e, byte[] archive) {
    return id(envoyer(e, "/reprises", archive, "application/zip"), 201);
  }

  private static <R> List<CompletableFuture<R>> ensemble(
      List<EspaceDEssai> espaces, java.util.function.Function<EspaceDEssai, R> geste) {
    return espaces.stream()
        .map(
            e -> {
              var promis = new CompletableFuture<R>();
              Thread.ofVirtual()
                  .start(
                      () -> {
                        try {
                          promis.complete(geste.apply(e));
                        } catch (RuntimeException | Error faute) {
                          promis.completeExceptionally(faute);
                        }
                      });
              return promis;
            })
        .toList();
  }

  private void attendreImport(EspaceDEssai e, String job) {
    attendreEtat(e, "/imports/decp/" + job, "TERMINE");
  }

  private void attendreEtat(EspaceDEssai e, String chemin, String etat) {
    await(chemin)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> json(e, chemin).get("etat").asText(),
            vu -> {
              assertThat(vu).as(chemin).isNotEqualTo("ECHEC");
              return vu.equals(etat);
            });
  }

  private static String id(HttpResponse<byte[]> reponse, Integer... statuts) {
    assertThat(reponse.statusCode())
        .as(new String(reponse.body(), StandardCharsets.UTF_8))
        .isIn((Object[]) statuts);
    try {
      return JSON.readTree(reponse.body()).get("id").asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private com.fasterxml.jackson.databind.JsonNode json(EspaceDEssai e, String chemin)
      throws IOException {
    return JSON.readTree(octets(e, chemin));
  }

  private byte[] octets(EspaceDEssai e, String chemin) {
    return repondre(
            HttpRequest.newBuilder(URI.create(adresse(e, chemin)))
                .header("Authorization", "Bearer " + jeton())
                .build())
        .body();
  }

  private HttpResponse<byte[]> envoyer(EspaceDEssai e, String chemin, byte[] corps, String type) {
    var requete =
        HttpRequest.newBuilder(URI.create(adresse(e, chemin)))
            .header("Authorization", "Bearer " + jeton())
            .POST(BodyPublishers.ofByteArray(corps));
    if (type != null) {
      requete.header("Content-Type", type);
    }
    return repondre(requete.build());
  }

  private String adresse(EspaceDEssai e, String chemin) {
    return pile.urlMaillon() + "/api/v1/maitres-ouvrage/" + e.code + chemin;
  }

  /**
   * Un jeton dure quelques minutes : celui-ci est repris toutes les trente secondes, Keycloak n'est
   * pas ce qu'on éprouve.
   */
  private synchronized String jeton() {
    if (jeton == null || System.nanoTime() - prisLe > 30_000_000_000L) {
      jeton = pile.jeton(EspaceDEssai.AGENT);
      prisLe = System.nanoTime();
    }
    return jeton;
  }

  private static HttpResponse<byte[]> repondre(HttpRequest requete) {
    try {
      return HTTP.send(requete, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Demande la santé du serveur cinq fois par seconde. */
  private final class Sante {
    final List<Duration> mesures = Collections.synchronizedList(new ArrayList<>());
    final List<String> fautes = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean fini = new AtomicBoolean();

    void surveiller() {
      Thread.ofVirtual()
          .start(
              () -> {
                while (!fini.get()) {
                  var debut = System.nanoTime();
                  try {
                    var statut =
                        VEILLE
                            .send(
                                HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/health"))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                                BodyHandlers.discarding())
                            .statusCode();
                    if (statut != 200) {
                      fautes.add("statut " + statut);
                    }
                  } catch (IOException e) {
                    fautes.add(java.time.LocalTime.now() + " " + e);
                  } catch (InterruptedException e) {
                    return;
                  }
                  var duree = Duration.ofNanos(System.nanoTime() - debut);
                  mesures.add(duree);
                  java.util.concurrent.locks.LockSupport.parkNanos(
                      Math.max(1, 200_000_000 - duree.toNanos()));
                }
              });
    }

    Duration p95() {
      fini.set(true);
      var triees = new ArrayList<>(mesures);
      Collections.sort(triees);
      assertThat(triees).isNotEmpty();
      return triees.get((int) Math.ceil(triees.size() * 0.95) - 1);
    }

    void finir() {
      fini.set(true);
    }
  }
}
