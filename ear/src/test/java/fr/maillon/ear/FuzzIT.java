package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Chaque route du contrat et chaque page, par chaque persona, avec ce que nul n'envoie de bonne
 * foi. Sous /api, jamais 500, et toute erreur est un problème ; dans les pages, notre page
 * d'erreur. Même graine, mêmes demandes : une faute trouvée se rejoue.
 */
@Tag("nuit")
class FuzzIT {
  private static final long GRAINE = Long.getLong("maillon.fuzz.graine", 20261130L);
  private static final int ESSAIS = Integer.getInteger("maillon.fuzz.essais", 12);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
  private static final List<String> PERSONAS =
      List.of("agent-lyon", "facilitateur1", "coordinateur", "central", "support");
  private static final Pattern PARAMETRE = Pattern.compile("\\{([^}]+)}");
  private static final Pattern PILE =
      Pattern.compile("\\tat |[a-z]+\\.[A-Za-z.]+Exception|SRVE\\d|CWWW");
  private static final Pattern JETON = Pattern.compile("name=\"_jeton\" value=\"([^\"]+)\"");

  /** Valeurs, déjà encodées pour une adresse. */
  private static final List<String> VALEURS =
      List.of(
          "",
          "%00",
          "a%00b",
          "%ff",
          "%ff%fe",
          "%c0%ae",
          "..%2f",
          "%2e%2e",
          "%5c",
          "1E2000000000",
          "-1E2000000000",
          "999999999999999999999999",
          "-1",
          "0",
          "1.5",
          "null",
          "%5bnull%5d",
          "NaN",
          "Infinity",
          "true",
          "2026-13-45",
          "0000-00-00",
          "99999-01-01",
          "00000000-0000-0000-0000-000000000000",
          "not-a-uuid",
          "%C5%93%20%E2%80%99",
          "%F0%9F%98%80",
          "%EF%BF%BE",
          "'%20or%201=1--",
          "%25",
          "%22",
          "%3Cscript%3E",
          ";x=1",
          "a".repeat(10_000),
          "lyon",
          "COMMUNE",
          "%20",
          "%0d%0aX:1",
          "=cmd",
          "%ef%bc%9d1");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json",
          "application/json;q=",
          "*/*",
          "application/*",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "text/plain",
          "text/csv",
          "application/json; charset=klingon",
          "application/json; charset=utf-16",
          "application/octet-stream",
          "application/x-www-form-urlencoded",
          "x",
          "application/xml");
  private static final List<String> CORPS =
      List.of(
          "",
          "{}",
          "[]",
          "null",
          "[null]",
          "{",
          "\"\u0000\"",
          "{\"a\":1}",
          "1E2000000000",
          "{\"nom\":null}",
          "a=%00&b=%ff",
          "--x\r\n\r\n--x--",
          "\uFEFF{}",
          "[[[[[[[[[[]]]]]]]]]]",
          "[".repeat(5_000),
          "\"" + "x".repeat(10_000) + "\"",
          "œ ’");
  private static final List<String> JSON =
      List.of(
          "null",
          "[null]",
          "[]",
          "{}",
          "1E2000000000",
          "-1",
          "1.5",
          "\"\"",
          "\"\\u0000\"",
          "\"œ ’\"",
          "\"" + "x".repeat(10_000) + "\"",
          "true",
          "\"2026-13-45\"",
          "\"00000000-0000-0000-0000-000000000000\"",
          "[[null]]",
          "[\"\"]",
          "[{}]",
          "99999999999999999999999999999999");
  private static ServerStack pile;
  private static final Map<String, String> JETONS = new TreeMap<>();

  @BeforeAll
  static void ouvrir() {
    pile = PileDeTest.pile();
    PERSONAS.forEach(p -> JETONS.put(p, pile.jeton(p)));
  }

  @Test
  void sousApiJamaisCinqCentsEtToujoursUnProbleme() throws Exception {
    var contrat =
        new ObjectMapper()
            .readTree(
                HTTP.send(
                        HttpRequest.newBuilder(
                                URI.create(pile.urlMaillon() + "/openapi?format=JSON"))
                            .build(),
                        BodyHandlers.ofString())
                    .body());
    var hasard = new Random(GRAINE);
    var fautes = new ArrayList<String>();
    var statuts = new TreeMap<Integer, Integer>();
    int demandes = 0;
    for (var chemin : contrat.get("paths").properties()) {
      var route =
          chemin.getKey().startsWith("/api")
              ? chemin.getKey()
              : chemin.getKey().startsWith("/v1")
                  ? "/api" + chemin.getKey()
                  : "/api/v1" + chemin.getKey();
      for (var operation : chemin.getValue().properties()) {
        var methode = operation.getKey().toUpperCase(java.util.Locale.ROOT);
        if (!List.of("GET", "POST", "PUT", "DELETE", "PATCH").contains(methode)) {
          continue;
        }
        var champs = new ArrayList<String>();
        operation
            .getValue()
            .findValues("$ref")
            .forEach(
                r ->
                    contrat
                        .at(
                            "/components/schemas/"
                                + r.asText().replaceAll(".*/", "")
                                + "/properties")
                        .fieldNames()
                        .forEachRemaining(champs::add));
        var recherches = new ArrayList<String>();
        operation
            .getValue()
            .path("parameters")
            .forEach(
                p -> {
                  if (p.path("in").asText().equals("query")) {
                    recherches.add(p.get("name").asText());
                  }
                });
        for (var persona : PERSONAS) {
          for (int i = 0; i < ESSAIS; i++) {
            var adresse = adresse(route, recherches, hasard);
            var requete =
                HttpRequest.newBuilder(URI.create(pile.urlMaillon() + adresse))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + JETONS.get(persona));
            var corps = "";
            if (!methode.equals("GET") && !methode.equals("DELETE")) {
              var type = un(TYPES, hasard);
              requete.header("Content-Type", type);
              corps =
                  hasard.nextInt(3) == 0 || champs.isEmpty()
                      ? un(CORPS, hasard)
                      : objet(champs, hasard);
            } else if (hasard.nextInt(4) == 0) {
              requete.header("Accept", un(TYPES, hasard));
            }
            demandes++;
            var r =
                HTTP.send(
                    requete
                        .method(
                            methode,
                            corps.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(corps))
                        .build(),
                    BodyHandlers.ofString());
            statuts.merge(r.statusCode(), 1, Integer::sum);
            juger(
                persona + " " + methode + " " + court(adresse) + " " + court(corps),
                adresse,
                r,
                fautes);
          }
        }
      }
    }
    System.out.println(
        "fuzz de l'API : "
            + demandes
            + " demandes, graine "
            + GRAINE
            + ", "
            + fautes.size()
            + " fautes, "
            + statuts);
    Files.write(Path.of("target/fuzz-api.txt"), fautes);
    assertThat(demandes).isGreaterThan(1_000);
    assertThat(fautes).isEmpty();
  }

  @Test
  void uneFauteDansUnePageEstNotrePageDErreur() throws Exception {
    var hasard = new Random(GRAINE);
    var fautes = new ArrayList<String>();
    var statuts = new TreeMap<Integer, Integer>();
    int demandes = 0;
    var clients = new LinkedHashMap<String, HttpClient>();
    for (var persona : PERSONAS) {
      var biscuits = new Visite.Biscuits();
      Visite.connecter(pile, persona, biscuits);
      clients.put(
          persona,
          HttpClient.newBuilder()
              .cookieHandler(biscuits)
              .connectTimeout(Duration.ofSeconds(20))
              .build());
    }
    for (var motif :
        MatriceDesPagesIT.routes().stream()
            .map(MatriceDesPagesIT.Page::motif)
            .filter(m -> !m.startsWith("/deconn"))
            .toList()) {
      for (var client : clients.entrySet()) {
        // une vraie marque, là où la personne entre : ce qui suit atteint Faces
        var jeton =
            JETON
                .matcher(
                    client
                        .getValue()
                        .send(
                            HttpRequest.newBuilder(
                                    URI.create(
                                        pile.urlMaillon()
                                            + (motif.startsWith("/m/") ? "/m/lyon" : "/espaces")))
                                .build(),
                            BodyHandlers.ofString())
                        .body())
                .results()
                .map(m -> m.group(1))
                .reduce((_, dernier) -> dernier)
                .orElse("");
        for (int i = 0; i < ESSAIS; i++) {
          var adresse =
              adresse(
                  motif,
                  List.of(
                      "q",
                      "page",
                      "taille",
                      "tri",
                      "id",
                      "clause",
                      "annee",
                      "montantMin",
                      "mo",
                      "etat",
                      "_jeton",
                      "_reprise"),
                  hasard);
          boolean poste = hasard.nextInt(3) == 0;
          var requete =
              HttpRequest.newBuilder(URI.create(pile.urlMaillon() + adresse))
                  .timeout(Duration.ofSeconds(60));
          if (poste) {
            var signe =
                hasard.nextBoolean()
                    ? URLEncoder.encode(jeton, StandardCharsets.UTF_8)
                    : un(VALEURS, hasard);
            requete
                .header("Content-Type", un(TYPES, hasard))
                .POST(
                    BodyPublishers.ofString(
                        un(CORPS, hasard)
                            + "&jakarta.faces.ViewState="
                            + un(VALEURS, hasard)
                            + "&_jeton="
                            + signe));
          }
          demandes++;
          HttpResponse<String> r;
          try {
            r = client.getValue().send(requete.build(), BodyHandlers.ofString());
          } catch (IOException e) {
            fautes.add(
                client.getKey()
                    + (poste ? " POST " : " GET ")
                    + court(adresse)
                    + " : réponse illisible : "
                    + court(e.toString()));
            continue;
          }
          statuts.merge(r.statusCode(), 1, Integer::sum);
          var ou =
              client.getKey()
                  + (poste ? " POST " : " GET ")
                  + court(adresse)
                  + " → "
                  + r.statusCode();
          if (r.statusCode() >= 500) {
            fautes.add(ou + " : " + court(r.body()));
          } else if (r.statusCode() >= 300 && r.statusCode() < 400) {
            menerQuelquePart(r, ou, fautes);
          } else if (r.statusCode() >= 400
              && sansPile(r, ou, adresse, fautes)
              && atteintUnFiltre(adresse)
              && !r.body().contains("erreur-page")
              && !r.body().contains("</main>")) {
            fautes.add(ou + " : pas notre page : " + court(r.body()));
          }
        }
      }
    }
    System.out.println(
        "fuzz des pages : "
            + demandes
            + " demandes, graine "
            + GRAINE
            + ", "
            + fautes.size()
            + " fautes, "
            + statuts);
    Files.write(Path.of("target/fuzz-pages.txt"), fautes);
    assertThat(demandes).isGreaterThan(500);
    assertThat(fautes).isEmpty();
  }

  /**
   * Qui est connecté est mené à une page de chez nous, et à une adresse qu'un navigateur sait lire.
   */
  private static void menerQuelquePart(HttpResponse<String> r, String ou, List<String> fautes) {
    var vers = r.headers().firstValue("Location").orElse("");
    try {
      // confirmer, c'est aller montrer son second facteur à Keycloak
      if (!ou.contains(" /confirmer")
          && !URI.create(pile.urlMaillon() + "/")
              .resolve(vers)
              .toString()
              .startsWith(pile.urlMaillon() + "/")) {
        fautes.add(ou + " : mène ailleurs : " + court(vers));
      }
    } catch (IllegalArgumentException e) {
      fautes.add(ou + " : mène à une adresse illisible : " + court(vers));
    }
  }

  private static void juger(String ou, String adresse, HttpResponse<String> r, List<String> fautes)
      throws IOException {
    var type = r.headers().firstValue("Content-Type").orElse("");
    if (r.statusCode() >= 500) {
      fautes.add(ou + " → " + r.statusCode() + " : " + court(r.body()));
    } else if (r.statusCode() >= 400
        && sansPile(r, ou, adresse, fautes)
        && atteintUnFiltre(adresse)
        && !type.startsWith("application/problem+json")) {
      fautes.add(
          ou + " → " + r.statusCode() + " : pas un problème : " + type + " " + court(r.body()));
    }
  }

  /** Liberty refuse de lui-même ces chemins-là : un 4xx suffit. */
  private static boolean atteintUnFiltre(String adresse) {
    var chemin = adresse.split("\\?")[0].toLowerCase(java.util.Locale.ROOT);
    return !chemin.matches(".*(%00|%ff|%c0|%2f|%5c|%2e|%0d|;|%ef%bf|%25).*");
  }

  private static boolean sansPile(
      HttpResponse<String> r, String ou, String adresse, List<String> fautes) {
    // son refus d'une adresse mal encodée est une phrase à lui, sans pile
    var dit = atteintUnFiltre(adresse) ? r.body() : r.body().replace("CWWWC0005I", "");
    if (PILE.matcher(dit).find()) {
      fautes.add(ou + " → " + r.statusCode() + " : une pile : " + court(r.body()));
      return false;
    }
    return true;
  }

  private static String adresse(String route, List<String> recherches, Random hasard) {
    var adresse =
        PARAMETRE
            .matcher(route)
            .replaceAll(
                m -> {
                  boolean espace = m.group(1).equals("code");
                  var valeur = espace && hasard.nextInt(4) > 0 ? "lyon" : un(VALEURS, hasard);
                  return java.util.regex.Matcher.quoteReplacement(
                      valeur.isEmpty()
                          ? "x"
                          : valeur.length() > 2_000 ? valeur.substring(0, 2_000) : valeur);
                });
    var requete = new ArrayList<String>();
    for (var nom : recherches) {
      if (hasard.nextInt(2) == 0) {
        requete.add(URLEncoder.encode(nom, StandardCharsets.UTF_8) + "=" + un(VALEURS, hasard));
      }
    }
    return requete.isEmpty() ? adresse : adresse + "?" + String.join("&", requete);
  }

  private static String objet(List<String> champs, Random hasard) {
    var membres =
        champs.stream()
            .distinct()
            .filter(_ -> hasard.nextInt(3) > 0)
            .map(c -> "\"" + c + "\":" + un(JSON, hasard))
            .toList();
    return "{" + String.join(",", membres) + "}";
  }

  private static String un(List<String> liste, Random hasard) {
    return liste.get(hasard.nextInt(liste.size()));
  }

  private static String court(String texte) {
    var net = texte.replaceAll("\\s+", " ").replaceAll("(.)\\1{40,}", "$1…");
    return net.length() > 400 ? net.substring(0, 400) + "…" : net;
  }
}
