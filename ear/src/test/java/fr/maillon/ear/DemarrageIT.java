package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("le royaume de tous y est récrit")
class DemarrageIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ServerStack pile;

  @BeforeAll
  static void start() {
    pile = PileDeTest.pile();
  }

  @ParameterizedTest
  @CsvSource({
    "agent-lyon, 00000000-0000-4000-8000-000000000002, agent",
    "facilitateur1, 00000000-0000-4000-8000-000000000011, facilitateur",
    "coordinateur, 00000000-0000-4000-8000-000000000021, coordinateur",
    "central, 00000000-0000-4000-8000-000000000031, administrateur-central"
  })
  void aTokenSaysWhoWithWhichRoleAndForWhom(String compte, String sub, String role) {
    var claims =
        new String(
            Base64.getUrlDecoder().decode(pile.jeton(compte).split("\\.")[1]),
            StandardCharsets.UTF_8);
    assertThat(claims)
        .contains(
            "\"sub\":\"" + sub + "\"", "\"preferred_username\":\"" + compte + "\"", "maillon-api")
        .containsPattern("\"groups\":\\[[^]]*\"" + role + "\"");
  }

  @Test
  void theApplicationIsReady() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void theServerDoesNotSayWhatItIs() throws Exception {
    var headers = get("/absent-pour-toujours").headers().map();
    assertThat(headers).doesNotContainKeys("X-Powered-By", "x-powered-by", "Server", "server");
  }

  @Test
  void theLoginPageIsOursInFrenchAndBringsNothingFromElsewhere() throws Exception {
    var query =
        "?client_id=maillon-web&response_type=code&scope=openid&state=s&nonce=n&code_challenge_method=S256"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri="
            + pile.urlMaillon()
            + "/oidcclient/redirect/maillon";
    var page =
        HTTP.send(
                HttpRequest.newBuilder(
                        URI.create(
                            pile.urlKeycloak()
                                + "/realms/maillon/protocol/openid-connect/auth"
                                + query))
                    .header("Accept-Language", "fr")
                    .build(),
                BodyHandlers.ofString())
            .body();
    assertThat(page)
        .contains("lang=\"fr\"", "<title>Se connecter · Maillon</title>", "css/maillon.css")
        .doesNotContainPattern("(src|href)=\"(https?:)?//")
        .doesNotContain("patternfly.min.css");
  }

  /**
   * A new version changes the realm: the installation that has it already takes it, and its
   * accounts stay what they were. The tests that follow invite people: its service account keeps
   * its rights.
   */
  @Test
  void anInstallationTakesAChangedRealm() {
    assertThat(pile.rewriteRealm()).isEqualTo("royaume mis à jour");
    aTokenSaysWhoWithWhichRoleAndForWhom(
        "facilitateur1", "00000000-0000-4000-8000-000000000011", "facilitateur");
  }

  @Test
  void nothingLeavesAsAPublicDemonstrationClientInTheRealmOfProduction() throws IOException {
    var realm = Files.readString(pile.racine().resolve("infra/keycloak/maillon-realm.json"));
    assertThat(realm)
        .doesNotContain("maillon-demo", "\"users\"", "\"directAccessGrantsEnabled\": true");
  }

  @Test
  void noSecretIsInTheFilesOfTheServers() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.walk(pile.racine().resolve("infra/liberty"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .doesNotContainPattern("(?i)(password|secret)=\"(?!\\$\\{)");
      }
    }
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + path)).build(),
        BodyHandlers.ofString());
  }
}
