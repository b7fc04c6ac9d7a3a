package fr.maillon.infra.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One account of the demonstration on one installation: its pages behind Keycloak's own form, the
 * API behind its token.
 */
final class Navigateur {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ACTION =
      Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"", Pattern.DOTALL);

  /** Less than a token lives. */
  private static final long SECONDES_D_UN_JETON = 45;

  private final ServerStack pile;
  private final String compte;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new Biscuits())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private boolean connecte;
  private String jeton;
  private Instant jusquA = Instant.EPOCH;

  Navigateur(ServerStack pile, String compte) {
    this.pile = pile;
    this.compte = compte;
  }

  JsonNode lire(String adresse) throws IOException, InterruptedException {
    return JSON.readTree(appeler(adresse));
  }

  /**
   * @return the body, whole
   */
  byte[] appeler(String adresse) throws IOException, InterruptedException {
    var reponse = demander(adresse);
    if (reponse.statusCode() != 200 || !reponse.uri().toString().startsWith(pile.urlMaillon())) {
      throw new IllegalStateException(
          compte
              + ", "
              + adresse
              + " : "
              + reponse.statusCode()
              + " "
              + reponse.uri()
              + " "
              + new String(reponse.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return reponse.body();
  }

  /** Whatever comes back. */
  HttpResponse<byte[]> demander(String adresse) throws IOException, InterruptedException {
    var demande = HttpRequest.newBuilder(URI.create(pile.urlMaillon() + adresse));
    if (adresse.startsWith("/api/")) {
      demande.header("Authorization", "Bearer " + jeton());
    } else {
      connecter();
      demande.header("Accept", "text/html");
    }
    return http.send(demande.build(), BodyHandlers.ofByteArray());
  }

  private synchronized String jeton() {
    if (Instant.now().isAfter(jusquA)) {
      jeton = pile.jeton(compte);
      jusquA = Instant.now().plusSeconds(SECONDES_D_UN_JETON);
    }
    return jeton;
  }

  /** Once, before any measure: what follows is a page and nothing else. */
  synchronized void connecter() throws IOException, InterruptedException {
    if (connecte) {
      return;
    }
    var formulaire =
        http.send(
            HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/espaces"))
                .header("Accept", "text/html")
                .build(),
            BodyHandlers.ofString());
    var action = ACTION.matcher(formulaire.body());
    if (!action.find()) {
      throw new IllegalStateException("pas de formulaire de connexion : " + formulaire.uri());
    }
    var reponse =
        http.send(
            HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "username="
                            + compte
                            + "&password="
                            + ServerStack.MOT_DE_PASSE_DEMO
                            + "&credentialId="))
                .build(),
            BodyHandlers.ofString());
    if (reponse.statusCode() != 200 || !reponse.uri().toString().startsWith(pile.urlMaillon())) {
      throw new IllegalStateException(
          "connexion de " + compte + " : " + reponse.statusCode() + " " + reponse.uri());
    }
    connecte = true;
  }

  /**
   * Keycloak marks its cookies "Secure"; a browser gives them back to localhost all the same, Java
   * does not.
   */
  private static final class Biscuits extends CookieManager {
    Biscuits() {
      super(null, CookiePolicy.ACCEPT_ALL);
    }

    @Override
    public void put(URI uri, Map<String, List<String>> entetes) throws IOException {
      var lus = new TreeMap<String, List<String>>();
      entetes.forEach(
          (nom, valeurs) ->
              lus.put(
                  nom == null ? "" : nom,
                  valeurs.stream().map(v -> v.replaceAll("(?i); *secure", "")).toList()));
      super.put(uri, lus);
    }
  }
}
