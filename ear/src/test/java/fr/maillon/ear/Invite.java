package fr.maillon.ear;

import static org.awaitility.Awaitility.await;

import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ce que fait une personne invitée, du courriel reçu à l'acceptation, comme le ferait son
 * navigateur.
 */
final class Invite {
  private static final Pattern LIEN = Pattern.compile("https?://\\S+/invitation/lien\\?cle=(\\S+)");
  private static final Pattern CHAMP = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
  private static final Pattern FORMULAIRE =
      Pattern.compile("<form[^>]*id=\"compte\".*?</form>", Pattern.DOTALL);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Invite() {}

  /** Les liens reçus à cette adresse, du premier au dernier. */
  static List<String> liens(ServerStack pile, String courriel) {
    return pile.courrier().recus(courriel).stream()
        .map(m -> LIEN.matcher(m.texte()))
        .filter(java.util.regex.Matcher::find)
        .map(java.util.regex.Matcher::group)
        .toList();
  }

  static String lien(ServerStack pile, String courriel, int rang) {
    return await("lien " + rang + " à " + courriel)
        .atMost(Duration.ofMinutes(2))
        .until(() -> liens(pile, courriel), l -> l.size() >= rang)
        .get(rang - 1);
  }

  static String cle(String lien) {
    return lien.replaceAll(".*cle=", "");
  }

  /** Accepte avec le compte de ce jeton. */
  static HttpResponse<String> accepter(ServerStack pile, String jeton, String cle) {
    return envoyer(
        HTTP,
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1/invitations/acceptation"))
            .header("Authorization", "Bearer " + jeton)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"cle\":\"" + cle + "\"}"))
            .build());
  }

  static HttpClient navigateur() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .cookieHandler(new CookieManager())
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /** La page où mène le lien. */
  static String page(HttpClient navigateur, String lien) {
    var mene = envoyer(navigateur, HttpRequest.newBuilder(URI.create(lien)).GET().build());
    return envoyer(
            navigateur,
            HttpRequest.newBuilder(
                    URI.create(lien).resolve(mene.headers().firstValue("Location").orElseThrow()))
                .GET()
                .build())
        .body();
  }

  /** Envoie le formulaire de la page, rempli. */
  static HttpResponse<String> poster(
      HttpClient navigateur, String lien, String page, String motDePasse) {
    var formulaire = FORMULAIRE.matcher(page);
    if (!formulaire.find()) {
      throw new AssertionError("pas de formulaire : " + page);
    }
    var champs = new LinkedHashMap<String, String>();
    CHAMP
        .matcher(formulaire.group())
        .results()
        .forEach(c -> champs.put(attribut(c.group(), "name"), attribut(c.group(), "value")));
    champs.putAll(Map.of("motDePasse", motDePasse, "encore", motDePasse, "ouvrir", "x"));
    return envoyer(
        navigateur,
        HttpRequest.newBuilder(URI.create(lien).resolve("/invitation"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    champs.entrySet().stream()
                        .map(
                            c ->
                                URLEncoder.encode(c.getKey(), StandardCharsets.UTF_8)
                                    + "="
                                    + URLEncoder.encode(c.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
            .build());
  }

  /** Ouvre un compte neuf par le dernier lien reçu. */
  static void ouvrirUnCompte(ServerStack pile, String courriel, String motDePasse) {
    var lien = lien(pile, courriel, Math.max(1, liens(pile, courriel).size()));
    var navigateur = navigateur();
    var r = poster(navigateur, lien, page(navigateur, lien), motDePasse);
    if (r.statusCode() != 302) {
      throw new AssertionError(r.statusCode() + " " + r.body());
    }
  }

  private static String attribut(String balise, String nom) {
    var trouve = Pattern.compile("\\b" + nom + "=\"([^\"]*)\"").matcher(balise);
    return trouve.find() ? trouve.group(1).replace("&amp;", "&") : "";
  }

  private static HttpResponse<String> envoyer(HttpClient client, HttpRequest requete) {
    try {
      return client.send(requete, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
