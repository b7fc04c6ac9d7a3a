package fr.maillon.infra.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.Panne;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The API as a person of the demonstration calls it, at the pace it allows. Anything but a success
 * stops the scenario and says what was answered.
 */
final class Client {
  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration ENTRE_DEUX_REGARDS = Duration.ofMillis(200);
  private static final int TROP_DE_DEMANDES = 429;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Map<String, String> jetons = new HashMap<>();
  private final ServerStack pile;

  Client(ServerStack pile) {
    this.pile = pile;
  }

  JsonNode get(String qui, String adresse) throws IOException {
    return JSON.readTree(appeler(qui, "GET", adresse, null, "application/json").body());
  }

  /** Posts, and returns the id of what was created. */
  String creer(String qui, String adresse, Map<String, ?> corps) throws IOException {
    var reponse = appeler(qui, "POST", adresse, JSON.writeValueAsBytes(corps), "application/json");
    var lieu =
        reponse
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new Panne("POST " + adresse + " n'a pas donné d'adresse."));
    return lieu.substring(lieu.lastIndexOf('/') + 1);
  }

  void poster(String qui, String adresse, Map<String, ?> corps) throws IOException {
    appeler(qui, "POST", adresse, JSON.writeValueAsBytes(corps), "application/json");
  }

  /** Sends a file, and returns the address of the job it starts. */
  String envoyer(String qui, String adresse, byte[] fichier) throws IOException {
    var lieu =
        appeler(qui, "POST", adresse, fichier, "application/octet-stream")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    return lieu.substring(lieu.indexOf("/maitres-ouvrage/"));
  }

  JsonNode attendre(String qui, String adresse, Predicate<JsonNode> fini) throws IOException {
    var limite = Instant.now().plus(PATIENCE);
    while (true) {
      var etat = get(qui, adresse);
      if (fini.test(etat)) {
        return etat;
      }
      if (etat.path("etat").asText().equals("ECHEC") || Instant.now().isAfter(limite)) {
        throw new Panne("La démonstration attendait " + adresse + " : " + etat);
      }
      patienter(ENTRE_DEUX_REGARDS);
    }
  }

  private HttpResponse<String> appeler(
      String qui, String methode, String adresse, byte[] corps, String type) throws IOException {
    if (!jetons.containsKey(qui)) {
      jetons.put(qui, pile.jeton(qui));
    }
    var demande =
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + adresse))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + jetons.get(qui))
            .header("Content-Type", type)
            .method(
                methode,
                corps == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(corps))
            .build();
    var limite = Instant.now().plus(PATIENCE);
    var reponse = envoyer(demande);
    while (reponse.statusCode() == TROP_DE_DEMANDES && Instant.now().isBefore(limite)) {
      patienter(Duration.ofSeconds(reponse.headers().firstValueAsLong("Retry-After").orElse(1)));
      reponse = envoyer(demande);
    }
    if (reponse.statusCode() >= 300) {
      throw new Panne(
          "La démonstration s'arrête : "
              + qui
              + ", "
              + methode
              + " "
              + adresse
              + " : "
              + reponse.statusCode()
              + " "
              + reponse.body());
    }
    return reponse;
  }

  private HttpResponse<String> envoyer(HttpRequest demande) throws IOException {
    try {
      return http.send(demande, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw interrompue(e);
    }
  }

  private static void patienter(Duration duree) {
    try {
      Thread.sleep(duree);
    } catch (InterruptedException e) {
      throw interrompue(e);
    }
  }

  private static Panne interrompue(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Panne("La démonstration a été interrompue.", e);
  }
}
