package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** La connexion d'un navigateur : Keycloak montre son formulaire, on le remplit. */
final class Visite {
  private static final Pattern ACTION =
      Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"", Pattern.DOTALL);

  private Visite() {}

  static HttpClient connecter(ServerStack pile, String compte) throws Exception {
    return connecter(pile, compte, new Biscuits());
  }

  static HttpClient connecter(ServerStack pile, String compte, CookieManager biscuits)
      throws Exception {
    var client =
        HttpClient.newBuilder()
            .cookieHandler(biscuits)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try (var _ = ServerStack.connexion(compte)) {
      var formulaire =
          client.send(
              HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/espaces")).build(),
              BodyHandlers.ofString());
      var action = ACTION.matcher(formulaire.body());
      assertThat(action.find()).as("formulaire de Keycloak : " + formulaire.uri()).isTrue();
      var r =
          client.send(
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
      var code = ACTION.matcher(r.body());
      if (r.body().contains("name=\"otp\"") && code.find()) {
        r =
            client.send(
                HttpRequest.newBuilder(URI.create(code.group(1).replace("&amp;", "&")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("otp=" + pile.code(compte)))
                    .build(),
                BodyHandlers.ofString());
      }
      assertThat(r.uri().toString()).as("connecté").startsWith(pile.urlMaillon());
      assertThat(r.statusCode()).as(compte + " " + r.uri()).isEqualTo(200);
    }
    return client;
  }

  /**
   * Keycloak marque ses biscuits « Secure » ; un navigateur les rend quand même à localhost, Java
   * non.
   */
  static final class Biscuits extends CookieManager {
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
