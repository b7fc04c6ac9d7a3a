package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A realm as it was before, or as somebody left it, put back as it must be: what an account could
 * do there, it no longer can.
 */
@Isolated("le royaume de tous s'y relâche")
class RoyaumeIT {
  private static final String ACCOUNT = "00000000-0000-4000-8000-000000000001";
  private static final Pattern LIEN = Pattern.compile("https?://\\S+action-token\\S+");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UGAP = "00000000-0000-4000-8000-000000000005";
  private static ServerStack pile;
  private static String admin;
  private static String identity;

  @BeforeAll
  static void start() throws Exception {
    pile = PileDeTest.pile();
    admin =
        JSON.readTree(
                form(
                        "master",
                        Map.of(
                            "grant_type",
                            "password",
                            "client_id",
                            "admin-cli",
                            "username",
                            "admin",
                            "password",
                            pile.secret("keycloak_admin")))
                    .body())
            .get("access_token")
            .asText();
    identity = account().toString();
  }

  /** The realm serves the other tests. */
  @AfterAll
  static void leaveAsFound() throws Exception {
    send("PUT", "/users/" + ACCOUNT, identity, 204);
    send("PUT", "", "{\"browserFlow\":\"maillon navigateur\"}", 204);
    for (var flow : read("/authentication/flows")) {
      if (flow.path("alias").asText().startsWith("essai")) {
        send("DELETE", "/authentication/flows/" + flow.get("id").asText(), null, 204);
      }
    }
    for (var provider : read("/identity-provider/instances")) {
      send("DELETE", "/identity-provider/instances/" + provider.get("alias").asText(), null, 204);
    }
  }

  @Test
  void anOldRealmThatLivesIsPutRightAndAPersonNoLongerChangesItsOwnIdentity() throws Exception {
    assertThat(appliquer()).as("un royaume neuf n'a plus rien à recevoir").isEmpty();
    loosen();
    assertThat(changeOwn("facilitateur9@maillon.example").statusCode())
        .as("le royaume d'avant le permettait")
        .isEqualTo(204);
    assertThat(account().get("email").asText()).isEqualTo("facilitateur9@maillon.example");
    assertThat(passwordGrant("admin-cli", "agent-lyon").statusCode()).isEqualTo(200);

    assertThat(appliquer())
        .contains(
            "réglages",
            "profil",
            "client admin-cli",
            "action UPDATE_PROFILE",
            "flux « maillon premier accès par un fournisseur »",
            "fournisseur ailleurs");
    var before = account();
    changeOwn("central@maillon.example");
    var after = account();
    for (var field : List.of("username", "email", "firstName", "lastName", "emailVerified")) {
      assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
    }
    assertThat(passwordGrant("admin-cli", "agent-lyon").statusCode()).isIn(400, 401);
    assertThat(passwordGrant("maillon-demo", "agent-lyon").statusCode())
        .as("celui de la démonstration, lui seul")
        .isEqualTo(200);
    assertThat(read("").path("firstBrokerLoginFlow").asText())
        .isEqualTo("maillon premier accès par un fournisseur");
    var broker =
        read(
            "/authentication/flows/maillon%20premier%20acc%C3%A8s%20par%20un%20fournisseur/executions");
    assertThat(broker.findValuesAsText("providerId"))
        .as("rien n'y rattache un compte")
        .containsExactly("idp-create-user-if-unique");
    assertThat(appliquer()).as("une seconde fois ne change rien").isEmpty();
  }

  @Test
  void aPoorPasswordIsRefusedAndTheKnownOnesOfTheDemonstrationStay() throws Exception {
    assertThat(passwordGrant("maillon-demo", "agent-lyon").statusCode()).isEqualTo(200);
    for (var poor :
        List.of(
            "a",
            "onze-carac.",
            "MotDePasse123456",
            "agent-aix-marseille@maillon.example",
            "agent-aix-marseille")) {
      send(
          "PUT",
          "/users/" + ACCOUNT + "/reset-password",
          JSON.createObjectNode().put("type", "password").put("value", poor).toString(),
          400);
    }
  }

  /**
   * A flow with its own subflow and settings, as a second factor has: written, bound, then replaced
   * by its next version while it is in use.
   */
  @Test
  void aFlowIsReplacedWhileItIsBound(@TempDir Path files) throws Exception {
    try (var present = Files.list(pile.racine().resolve("infra/keycloak/voulu"))) {
      for (var file : present.toList()) {
        Files.copy(file, files.resolve(file.getFileName()));
      }
    }
    var flows = (ObjectNode) JSON.readTree(Files.readString(files.resolve("flux.json")));
    var step = "{\"authenticator\":\"auth-username-password-form\",\"requirement\":\"REQUIRED\"}";
    flows
        .withArray("flows")
        .add(
            JSON.readTree(
                "{\"alias\":\"essai de"
                    + " page\",\"description\":\"d\",\"executions\":[{\"authenticator\":\"auth-cookie\",\"requirement\":\"ALTERNATIVE\"},{\"flow\":{\"alias\":\"essai"
                    + " formulaires\",\"executions\":["
                    + step
                    + ",{\"authenticator\":\"conditional-level-of-authentication\",\"requirement\":\"DISABLED\",\"config\":{\"loa-condition-level\":\"1\",\"loa-max-age\":\"300\"}}]},\"requirement\":\"ALTERNATIVE\"}]}"));
    flows.withObjectProperty("bindings").put("browserFlow", "essai de page");
    Files.writeString(files.resolve("flux.json"), flows.toString());
    assertThat(pile.remettreLeRoyaume(files)).contains("flux « essai de page »");
    assertThat(pile.remettreLeRoyaume(files)).isEmpty();
    ((ObjectNode) flows.path("flows").get(flows.path("flows").size() - 1))
        .put("description", "autre");
    Files.writeString(files.resolve("flux.json"), flows.toString());
    assertThat(pile.remettreLeRoyaume(files)).contains("flux « essai de page »");
    assertThat(read("").path("browserFlow").asText()).isEqualTo("essai de page");
    assertThat(
            read("/authentication/flows").findValuesAsText("alias").stream()
                .filter(a -> a.startsWith("essai de page")))
        .containsExactly("essai de page");
    assertThat(
            read("/authentication/flows/essai%20de%20page/executions")
                .findValuesAsText("providerId"))
        .containsExactly(
            "auth-cookie", "auth-username-password-form", "conditional-level-of-authentication");
    assertThat(appliquer()).as("et le royaume retrouve le sien").isNotEmpty();
  }

  @Test
  void twelveWrongTriesCloseAKnownAccountForAMinuteAtMost() throws Exception {
    var attack = "/attack-detection/brute-force/users/" + UGAP;
    try {
      for (var i = 0; i < 12; i++) {
        assertThat(
                form(
                        "maillon",
                        Map.of(
                            "grant_type",
                            "password",
                            "client_id",
                            "maillon-demo",
                            "username",
                            "agent-ugap",
                            "password",
                            "faux " + i))
                    .statusCode())
            .isIn(400, 401);
      }
      var state = read(attack);
      assertThat(state.path("disabled").asBoolean()).as("un compte attaqué se ferme").isTrue();
      assertThat(
              state.path("failedLoginNotBefore").asLong() * 1000
                  - state.path("lastFailure").asLong())
          .isBetween(1L, 60_000L);
      assertThat(read("").path("maxFailureWaitSeconds").asInt())
          .as("et ne se ferme jamais plus longtemps")
          .isLessThanOrEqualTo(60);
      assertThat(read("").path("minimumQuickLoginWaitSeconds").asInt()).isLessThanOrEqualTo(60);
      assertThat(read("").path("permanentLockout").asBoolean()).isFalse();
    } finally {
      send("DELETE", attack, null, 204);
    }
  }

  /**
   * By the link sent to the address that the person cannot change; the login, second factor
   * included, is asked afterwards.
   */
  @Test
  void aForgottenPasswordIsReplacedFromTheLoginPage() throws Exception {
    send(
        "POST",
        "/users",
        "{\"username\":\"oublieux\",\"email\":\"oublieux@maillon.example\",\"emailVerified\":true,\"firstName\":\"Ubli\",\"lastName\":\"Eux\",\"enabled\":true}",
        201);
    try (var contexte = Navigateur.contexte()) {
      var page = contexte.newPage();
      page.navigate("/");
      page.getByText("Mot de passe oublié").click();
      page.locator("#username").fill("oublieux");
      page.locator("[type=submit]").click();
      var lien =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () ->
                      pile.courrier().recus("oublieux@maillon.example").stream()
                          .map(m -> LIEN.matcher(m.texte()))
                          .filter(Matcher::find)
                          .map(Matcher::group)
                          .findFirst(),
                  Optional::isPresent)
              .orElseThrow();
      page.navigate(lien);
      page.locator("#password-new").fill("Un-mot-de-passe-2026");
      page.locator("#password-confirm").fill("Un-mot-de-passe-2026");
      page.locator("[type=submit]").first().click();
      page.waitForLoadState();
      assertThat(page.url()).as("le lien ne connecte pas").startsWith(pile.urlKeycloak());
      assertThat(
              form(
                      "maillon",
                      Map.of(
                          "grant_type",
                          "password",
                          "client_id",
                          "maillon-demo",
                          "username",
                          "oublieux",
                          "password",
                          "Un-mot-de-passe-2026"))
                  .statusCode())
          .isEqualTo(200);
      assertThat(
              read("/authentication/flows/maillon%20mot%20de%20passe%20oubli%C3%A9/executions")
                  .findValuesAsText("providerId"))
          .as("le second facteur ne s'y refait pas")
          .containsExactly(
              "reset-credentials-choose-user", "reset-credential-email", "reset-password");
    } finally {
      send(
          "DELETE",
          "/users/" + read("/users?username=oublieux&exact=true").get(0).get("id").asText(),
          null,
          204);
    }
  }

  private static List<String> appliquer() throws Exception {
    return pile.remettreLeRoyaume(pile.racine().resolve("infra/keycloak/voulu"));
  }

  /** The realm as the version before left it, and a provider that links by e-mail. */
  private static void loosen() throws Exception {
    var profile = (ObjectNode) read("/users/profile");
    profile
        .path("attributes")
        .forEach(
            a -> ((ObjectNode) a.path("permissions")).putArray("edit").add("admin").add("user"));
    send("PUT", "/users/profile", profile.toString(), 200);
    send(
        "PUT",
        "",
        "{\"passwordPolicy\":\"\",\"maxFailureWaitSeconds\":900,\"firstBrokerLoginFlow\":\"first"
            + " broker login\"}",
        204);
    send(
        "PUT",
        "/authentication/required-actions/UPDATE_PROFILE",
        read("/authentication/required-actions/UPDATE_PROFILE")
            .toString()
            .replace("\"enabled\":false", "\"enabled\":true"),
        204);
    for (var flow : read("/authentication/flows")) {
      if (flow.path("alias").asText().startsWith("maillon premier accès")) {
        send("DELETE", "/authentication/flows/" + flow.get("id").asText(), null, 204);
      }
    }
    send(
        "POST",
        "/identity-provider/instances",
        "{\"alias\":\"ailleurs\",\"providerId\":\"oidc\",\"enabled\":true,\"trustEmail\":true,\"config\":{\"clientId\":\"x\",\"clientSecret\":\"x\","
            + "\"authorizationUrl\":\"https://idp.example/a\",\"tokenUrl\":\"https://idp.example/t\"}}",
        201);
    var cli = (ObjectNode) read("/clients?clientId=admin-cli").get(0);
    send(
        "PUT",
        "/clients/" + cli.get("id").asText(),
        cli.put("directAccessGrantsEnabled", true).toString(),
        204);
  }

  private static HttpResponse<String> changeOwn(String email) throws Exception {
    var token =
        JSON.readTree(passwordGrant("maillon-demo", "agent-aix-marseille").body())
            .get("access_token")
            .asText();
    var url = pile.urlKeycloak() + "/realms/maillon/account";
    var own = (ObjectNode) JSON.readTree(call(token, "GET", url, null).body());
    own.put("email", email)
        .put("firstName", "Jean")
        .put("lastName", "Ministre")
        .remove("userProfileMetadata");
    return call(token, "POST", url, own.toString());
  }

  private static HttpResponse<String> passwordGrant(String client, String user) throws Exception {
    return form(
        "maillon",
        Map.of(
            "grant_type",
            "password",
            "client_id",
            client,
            "username",
            user,
            "password",
            ServerStack.MOT_DE_PASSE_DEMO,
            "totp",
            pile.code(user),
            "scope",
            "openid profile email"));
  }

  private static HttpResponse<String> form(String realm, Map<String, String> fields)
      throws Exception {
    var body =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HTTP.send(
        HttpRequest.newBuilder(
                URI.create(
                    pile.urlKeycloak() + "/realms/" + realm + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode account() throws Exception {
    return read("/users/" + ACCOUNT);
  }

  private static JsonNode read(String path) throws Exception {
    return JSON.readTree(send("GET", path, null, 200));
  }

  private static String send(String method, String path, String body, int status) throws Exception {
    var response = call(admin, method, pile.urlKeycloak() + "/admin/realms/maillon" + path, body);
    assertThat(response.statusCode())
        .as(method + " " + path + " : " + response.body())
        .isEqualTo(status);
    return response.body();
  }

  private static HttpResponse<String> call(String token, String method, String url, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
