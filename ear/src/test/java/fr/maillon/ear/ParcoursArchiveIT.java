package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import fr.maillon.infra.ServerStack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sortir tout un espace, le reprendre dans un espace vide, effacer l'ancien : par l'API et par les
 * pages, dans des espaces à soi.
 */
@Chiffres
class ParcoursArchiveIT {
  /** La tâche passe au prochain tour, non à son heure. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ADMIN = "agent-archipel-habitat";
  private static final String AUTRE_ADMIN = "agent-lyon";
  private static final String SANS_EXPORT = "agent-chu-caen";
  private static final String ACHETEUR = "agent-deux-espaces";
  private static ServerStack pile;

  private record Reponse(int statut, byte[] octets, Map<String, List<String>> entetes) {
    JsonNode json() throws IOException {
      return JSON.readTree(octets);
    }

    String code() throws IOException {
      return json().path("code").asText();
    }
  }

  @BeforeAll
  static void demarrer() {
    pile = PileDeTest.pile();
  }

  @Test
  void unEspaceSortRentreAilleursEtSEfface() throws Exception {
    var source = ouvrir("COMMUNE");
    var cible = ouvrir("COMMUNE");
    for (int i = 0; i < 3; i++) {
      assertThat(
              appel(
                      ADMIN,
                      "POST",
                      "/maitres-ouvrage/" + source + "/marches",
                      "{\"numero\":\"N"
                          + i
                          + "\",\"objet\":\"=Objet "
                          + i
                          + "\",\"lots\":[{\"objet\":\"Lot\",\"montantHt\":100000.50,\"dureeMois\":12}]}")
                  .statut())
          .isEqualTo(201);
    }
    var marches = appel(ADMIN, "GET", "/maitres-ouvrage/" + source + "/marches", null).json();
    assertThat(marches.get("total").asInt()).isEqualTo(3);

    var exports = "/maitres-ouvrage/" + source + "/exports";
    for (var refuse : List.of(SANS_EXPORT, ACHETEUR, "facilitateur1")) {
      assertThat(appel(refuse, "POST", exports, null).statut()).as(refuse).isEqualTo(403);
      assertThat(appel(refuse, "GET", exports, null).statut()).as(refuse).isEqualTo(403);
    }
    assertThat(appel("agent-ugap", "POST", exports, null).statut())
        .as("d'un autre espace")
        .isEqualTo(404);

    var id = exporter(source);
    var export = appel(ADMIN, "GET", exports + "/" + id, null).json();
    var fichier = appel(ADMIN, "GET", exports + "/" + id + "/archive.zip", null);
    assertThat(fichier.statut()).isEqualTo(200);
    assertThat(fichier.octets()).hasSize(export.get("octets").asInt());
    assertThat(
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(fichier.octets())))
        .isEqualTo(export.get("empreinte").asText());
    var archive = decompresser(fichier.octets());
    assertThat(archive.get("donnees/metier.marche.jsonl").lines()).hasSize(3);
    assertThat(archive.get("csv/metier.marche.csv")).contains("'=Objet 1");
    assertThat(archive.get("memoire/plateforme.journal.jsonl")).contains("Exports.demander");

    for (var adresse : List.of(exports + "/" + id, exports + "/" + id + "/archive.zip")) {
      assertThat(appel(AUTRE_ADMIN, "GET", adresse, null).statut())
          .as("un autre administrateur")
          .isEqualTo(404);
    }
    assertThat(appel(AUTRE_ADMIN, "DELETE", exports + "/" + id, null).statut()).isEqualTo(404);
    assertThat(appel(AUTRE_ADMIN, "GET", exports, null).json().get("total").asInt()).isZero();
    assertThat(
            lire(
                "select acte from plateforme.journal j join plateforme.maitre_ouvrage m on m.id ="
                    + " j.maitre_ouvrage_id where m.code = '"
                    + source
                    + "' and nature = 'EXPORT' order by rang"))
        .containsExactly("Exports.demander", "Exports.telecharger");

    // la reprise : refusée où il y a des données, sur autre chose qu'une archive, sur une archive
    // retouchée
    var reprises = "/maitres-ouvrage/" + cible + "/reprises";
    assertThat(envoyer("/maitres-ouvrage/" + source + "/reprises", fichier.octets()).code())
        .isEqualTo("espace-non-vide");
    assertThat(envoyer(reprises, "bonjour".getBytes(StandardCharsets.UTF_8)).code())
        .isEqualTo("pas-une-archive");
    assertThat(appel(ACHETEUR, "GET", reprises, null).statut()).isEqualTo(403);
    var retouchee = envoyer(reprises, retoucher(fichier.octets()));
    assertThat(retouchee.statut()).isEqualTo(201);
    var refusee =
        attendre(
            reprises + "/" + retouchee.json().get("id").asText(),
            r -> r.get("etat").asText().equals("ECHEC"));
    assertThat(refusee.get("erreur").asText()).contains("modifiée");
    assertThat(
            appel(ADMIN, "GET", "/maitres-ouvrage/" + cible + "/marches", null)
                .json()
                .get("total")
                .asInt())
        .as("rien n'est pris")
        .isZero();

    var recue = envoyer(reprises, fichier.octets());
    assertThat(recue.statut()).isEqualTo(201);
    var terminee =
        attendre(
            reprises + "/" + recue.json().get("id").asText(),
            r -> r.get("etat").asText().equals("TERMINEE"));
    assertThat(terminee.get("source").asText()).isEqualTo(source);
    assertThat(
            appel(ADMIN, "GET", "/maitres-ouvrage/" + cible + "/marches", null)
                .json()
                .get("total")
                .asInt())
        .isEqualTo(3);
    assertThat(
            lire(
                "select acte from plateforme.journal j join plateforme.maitre_ouvrage m on m.id ="
                    + " j.maitre_ouvrage_id where m.code = '"
                    + cible
                    + "' and nature = 'VIE'"))
        .contains("ReprendreArchive");
    var retour =
        decompresser(
            appel(
                    ADMIN,
                    "GET",
                    "/maitres-ouvrage/" + cible + "/exports/" + exporter(cible) + "/archive.zip",
                    null)
                .octets());
    archive.forEach(
        (nom, contenu) -> {
          if (nom.startsWith("donnees/") || nom.startsWith("csv/")) {
            assertThat(retour.get(nom)).as(nom).isEqualTo(contenu);
          }
        });

    pages(cible);

    // fermé, délai passé : la tâche l'efface, et lui seul
    var espace =
        lire("select id::text from plateforme.maitre_ouvrage where code = '" + source + "'")
            .getFirst();
    faire(
        "update plateforme.maitre_ouvrage set etat = 'FERME', ferme_le = current_date - 21,"
            + " effacable_le = current_date where code = '"
            + source
            + "'",
        "update plateforme.tache set prochaine = now() where nom = 'effacement'");
    var certificat =
        attendreParmi("/centre/certificats", c -> c.get("code").asText().equals(source));
    assertThat(certificat.get("tables").get("metier.marche").asInt()).isEqualTo(3);
    assertThat(certificat.get("agregatsGardes").asBoolean())
        .as("l'autre espace a repris ces données")
        .isFalse();
    assertThat(certificat.get("integre") == null || certificat.get("integre").asBoolean()).isTrue();
    assertThat(
            lire(
                "select nom from app.chercher_partout('"
                    + espace
                    + "') where lignes > 0 and nom not like '%reprise'"))
        .isEmpty();
    assertThat(appel(ADMIN, "GET", "/maitres-ouvrage/" + source + "/marches", null).statut())
        .isEqualTo(404);
    assertThat(
            appel(ADMIN, "GET", "/maitres-ouvrage/" + cible + "/marches", null)
                .json()
                .get("total")
                .asInt())
        .as("l'espace qui a repris reste")
        .isEqualTo(3);
    assertThat(appel(ADMIN, "GET", "/centre/certificats", null).statut()).isEqualTo(403);
    assertThat(
            appel("central", "GET", "/consolidation/verification", null)
                .json()
                .get("identique")
                .asBoolean())
        .isTrue();
    pagesDuCentre(certificat.get("id").asText());
  }

  @Test
  void unExportSurvitAuServeurExpireEtSeFaitDansUnEspaceSuspendu() throws Exception {
    var code = ouvrir("SANTE");
    var exports = "/maitres-ouvrage/" + code + "/exports";
    var orphelin = UUID.randomUUID();
    // laissé par un serveur mort : son bail est passé
    faire(
        "insert into plateforme.travail (tenant_id, id, porteur, nature, cle, objet, auteur_id,"
            + " auteur_nom, reserve_a, etat, jeton, bail, essais, prochaine, cree_le) select m.id,"
            + " '"
            + orphelin
            + "', 'ESPACE', 'export', 'place 1', 'Archive', u.id, u.nom, u.id, 'EN_COURS',"
            + " gen_random_uuid(), now() + interval '10 minutes', 1, now(), now() from"
            + " plateforme.maitre_ouvrage m, plateforme.utilisateur u where m.code = '"
            + code
            + "' and u.identifiant = '"
            + ADMIN
            + "'");
    limiter(code, 1, 0);
    var refus = appel(ADMIN, "POST", exports, null);
    assertThat(refus.code()).as("un seul à la fois").isEqualTo("export-en-cours");
    assertThat(refus.statut()).isEqualTo(429);
    assertThat(Integer.parseInt(refus.entetes().get("retry-after").getFirst())).isBetween(1, 60);
    limiter(code, 2, 1);
    var second = appel(ADMIN, "POST", exports, null);
    assertThat(second.statut()).as("deux, quand le centre en donne deux").isEqualTo(201);
    attendre(
        exports + "/" + second.json().get("id").asText(),
        e -> e.get("etat").asText().equals("PRET"));
    limiter(code, 1, 2);
    assertThat(appel(ADMIN, "GET", exports + "/" + orphelin + "/archive.zip", null).code())
        .isEqualTo("export-pas-pret");
    faire(
        "update plateforme.travail set bail = now() - interval '1 second' where id = '"
            + orphelin
            + "'");
    attendre(exports + "/" + orphelin, e -> e.get("etat").asText().equals("PRET"));
    assertThat(lire("select essais::text from plateforme.travail where id = '" + orphelin + "'"))
        .containsExactly("2");

    faire("update plateforme.maitre_ouvrage set etat = 'SUSPENDU' where code = '" + code + "'");
    var id = exporter(code);
    assertThat(appel(ADMIN, "GET", exports + "/" + id + "/archive.zip", null).statut())
        .as("un espace suspendu se sort")
        .isEqualTo(200);
    assertThat(
            envoyer("/maitres-ouvrage/" + code + "/reprises", new byte[] {0x50, 0x4B, 3, 4}).code())
        .isEqualTo("espace-suspendu");
    assertThat(appel(ADMIN, "DELETE", exports + "/" + orphelin, null).statut()).isEqualTo(204);
    assertThat(
            lire(
                "select count(*)::text from plateforme.morceau where travail_id = '"
                    + orphelin
                    + "'"))
        .containsExactly("0");

    faire(
        "update plateforme.travail set expire_le = now() - interval '1 second' where id = '"
            + id
            + "'");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                lire("select id::text from plateforme.travail where id = '" + id + "'").isEmpty());
    assertThat(appel(ADMIN, "GET", exports + "/" + id, null).statut())
        .as("expirée, oubliée")
        .isEqualTo(404);
    assertThat(
            lire("select count(*)::text from plateforme.morceau where travail_id = '" + id + "'"))
        .containsExactly("0");
  }

  private static void pages(String code) {
    var page = Navigateur.connecte(ADMIN);
    try {
      for (var nom : List.of("exports", "reprise")) {
        vue(page, "/m/" + code + "/administration/" + nom, "archive-" + nom);
      }
      page.navigate(Navigateur.url() + "/m/" + code + "/administration/exports");
      page.getByText("Préparer l'archive").click();
      assertThat(page.content()).contains("est en préparation");
    } finally {
      page.context().close();
    }
  }

  private static void pagesDuCentre(String certificat) {
    var page = Navigateur.connecte("central");
    try {
      vue(page, "/centre/certificats", "archive-certificats");
      vue(page, "/centre/certificats/" + certificat, "archive-certificat");
      assertThat(page.content()).contains("Certificat intact");
    } finally {
      page.context().close();
    }
  }

  private static void vue(Page page, String adresse, String nom) {
    for (int largeur : new int[] {1280, 360}) {
      page.setViewportSize(largeur, 900);
      page.navigate(Navigateur.url() + adresse);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target/vues/" + nom + "-" + largeur + ".png")));
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as(adresse + " à " + largeur)
          .isLessThanOrEqualTo(largeur);
      assertThat(Navigateur.defauts(page)).as(adresse + " à " + largeur).isEmpty();
    }
  }

  /**
   * Un espace vide : {@link #ADMIN} et {@link #AUTRE_ADMIN} l'administrent et peuvent sortir ses
   * données, {@link #SANS_EXPORT} l'administre seulement, {@link #ACHETEUR} y achète.
   */
  private static String ouvrir(String type) throws SQLException {
    var code = "archive-" + UUID.randomUUID().toString().substring(0, 8);
    faire(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values"
            + " (gen_random_uuid(), '"
            + code
            + "', 'Espace "
            + code
            + "', 'AR', '"
            + type
            + "', '#1f5f8b')",
        "insert into plateforme.maitre_ouvrage_siret select id, '77605646700587' from"
            + " plateforme.maitre_ouvrage where code = '"
            + code
            + "'",
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit, export)"
            + " select u.id, m.id, '2024-01-01', case when u.identifiant = '"
            + ACHETEUR
            + "' then 'ACHETEUR' else 'ADMINISTRATEUR' end,"
            + " u.identifiant <> '"
            + SANS_EXPORT
            + "' from plateforme.utilisateur u, plateforme.maitre_ouvrage m where m.code = '"
            + code
            + "' and u.identifiant in ('"
            + ADMIN
            + "', '"
            + AUTRE_ADMIN
            + "', '"
            + SANS_EXPORT
            + "', '"
            + ACHETEUR
            + "')",
        "insert into plateforme.convention (id, maitre_ouvrage_id, structure_id, du, au) select"
            + " gen_random_uuid(), m.id, (select id from plateforme.structure order by id limit 1),"
            + " current_date - 1, current_date + 300 from plateforme.maitre_ouvrage m where m.code"
            + " = '"
            + code
            + "'",
        "insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id, utilisateur_id,"
            + " du) select gen_random_uuid(), c.id, c.maitre_ouvrage_id, u.id, current_date - 1"
            + " from plateforme.convention c join plateforme.maitre_ouvrage m on m.id ="
            + " c.maitre_ouvrage_id, plateforme.utilisateur u where m.code = '"
            + code
            + "' and u.identifiant = 'facilitateur1'");
    return code;
  }

  /** Le centre décide ; la page d'usage le dit quand la limite vaut. */
  private static void limiter(String code, int exports, int version) throws Exception {
    var id =
        lire("select id::text from plateforme.maitre_ouvrage where code = '" + code + "'")
            .getFirst();
    var decidee =
        appel(
            "central",
            "PUT",
            "/centre/maitres-ouvrage/" + id + "/limites",
            "{\"exportsSimultanes\":"
                + exports
                + ",\"motif\":\"essai d'export\",\"version\":"
                + version
                + "}");
    assertThat(decidee.statut())
        .as(new String(decidee.octets(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    attendre(
        "/maitres-ouvrage/" + code + "/usage", u -> u.get("exportsSimultanes").asInt() == exports);
  }

  private static String exporter(String code) throws Exception {
    var adresse = "/maitres-ouvrage/" + code + "/exports";
    var demande = appel(ADMIN, "POST", adresse, null);
    assertThat(demande.statut())
        .as(new String(demande.octets(), StandardCharsets.UTF_8))
        .isEqualTo(201);
    var id = demande.json().get("id").asText();
    assertThat(demande.entetes().get("location").getFirst()).endsWith(adresse + "/" + id);
    attendre(adresse + "/" + id, e -> e.get("etat").asText().equals("PRET"));
    return id;
  }

  private static JsonNode attendre(String adresse, Predicate<JsonNode> assez) {
    return await(adresse)
        .atMost(PATIENCE)
        .until(() -> appel(ADMIN, "GET", adresse, null).json(), assez);
  }

  private static JsonNode attendreParmi(String adresse, Predicate<JsonNode> lui) {
    var trouve = new AtomicReference<JsonNode>();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var vu = appel("central", "GET", adresse, null).json();
              vu.get("elements")
                  .forEach(
                      e -> {
                        if (lui.test(e)) {
                          trouve.set(e);
                        }
                      });
              assertThat(trouve.get())
                  .as(
                      adresse
                          + " : "
                          + vu
                          + " "
                          + lire("select nom || ' ' || coalesce(faute, '') from plateforme.tache"))
                  .isNotNull();
            });
    return trouve.get();
  }

  /** La même archive, où une ligne du métier a changé. */
  private static byte[] retoucher(byte[] archive) throws IOException {
    var octets = new ByteArrayOutputStream();
    try (var lu = new ZipInputStream(new ByteArrayInputStream(archive));
        var ecrit = new ZipOutputStream(octets)) {
      for (var e = lu.getNextEntry(); e != null; e = lu.getNextEntry()) {
        var contenu = lu.readAllBytes();
        ecrit.putNextEntry(new ZipEntry(e.getName()));
        ecrit.write(
            e.getName().equals("donnees/metier.lot.jsonl")
                ? new String(contenu, StandardCharsets.UTF_8)
                    .replace("100000.50", "900000.50")
                    .getBytes(StandardCharsets.UTF_8)
                : contenu);
      }
    }
    return octets.toByteArray();
  }

  private static Map<String, String> decompresser(byte[] archive) throws IOException {
    var fichiers = new TreeMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (var e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        fichiers.put(e.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return fichiers;
  }

  private static Reponse envoyer(String adresse, byte[] corps) throws Exception {
    return envoyer(ADMIN, "POST", adresse, BodyPublishers.ofByteArray(corps), "application/zip");
  }

  private static Reponse appel(String qui, String methode, String adresse, String corps)
      throws Exception {
    return envoyer(
        qui,
        methode,
        adresse,
        corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps),
        corps == null ? null : "application/json");
  }

  private static Reponse envoyer(
      String qui, String methode, String adresse, HttpRequest.BodyPublisher corps, String type)
      throws Exception {
    var requete =
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + adresse))
            .header("Authorization", "Bearer " + pile.jeton(qui))
            .method(methode, corps);
    if (type != null) {
      requete.header("Content-Type", type);
    }
    var r = HTTP.send(requete.build(), BodyHandlers.ofByteArray());
    return new Reponse(r.statusCode(), r.body(), r.headers().map());
  }

  private static void faire(String... ordres) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var o = c.createStatement()) {
      for (var sql : ordres) {
        o.execute(sql);
      }
    }
  }

  private static List<String> lire(String sql) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var o = c.createStatement();
        var r = o.executeQuery(sql)) {
      var lus = new ArrayList<String>();
      while (r.next()) {
        lus.add(r.getString(1));
      }
      return lus;
    }
  }
}
