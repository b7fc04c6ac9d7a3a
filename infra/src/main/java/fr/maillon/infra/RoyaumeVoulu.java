package fr.maillon.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What neither a PUT of the realm nor a partial import carries, read from {@code keycloak/voulu}
 * and made so, in a realm that already lives as in a new one: the user profile ({@code
 * profil.json}), required actions ({@code actions.json}), authentication flows and what they are
 * bound to ({@code flux.json}), policies ({@code reglages.json}, plain fields of the realm). And
 * two rules that hold for whatever an operator adds: no client but the demonstration's answers the
 * password grant, no identity provider links an account by its e-mail. Idempotent: says what it
 * changed, nothing if nothing.
 *
 * <p>A flow is written under its fingerprint, bound, then takes the place of the former: at no
 * instant is the realm without one of the two.
 */
final class RoyaumeVoulu {
  /** The only one that may answer the password grant. */
  private static final Set<String> PAR_MOT_DE_PASSE = Set.of("maillon-demo");

  private static final String PREMIER_ACCES = "firstBrokerLoginFlow";

  private final Http http;
  private final String realm;
  private final String token;
  private final Path files;
  private final Set<String> changes = new LinkedHashSet<>();

  RoyaumeVoulu(Http http, String realm, String token) {
    this(http, realm, token, Racine.infra().resolve("keycloak/voulu"));
  }

  RoyaumeVoulu(Http http, String realm, String token, Path files) {
    this.http = http;
    this.realm = realm;
    this.token = token;
    this.files = files;
  }

  /**
   * @return what was not as it should be, and now is
   */
  List<String> appliquer() throws IOException {
    settings((ObjectNode) file("reglages.json"));
    profile(file("profil.json"));
    requiredActions(file("actions.json"));
    var flows = file("flux.json");
    for (var flow : flows.path("flows")) {
      flow((ObjectNode) flow);
    }
    settings((ObjectNode) flows.path("bindings"));
    clients();
    providers(flows.path("bindings").path(PREMIER_ACCES).asText());
    return List.copyOf(changes);
  }

  private void settings(ObjectNode wanted) throws IOException {
    var present = read("");
    if (!holds(present, wanted)) {
      write("PUT", "", keeping(present, wanted), "régler le royaume");
      changes.add("réglages");
    }
  }

  /**
   * What a PUT of those settings must also name: the attributes and the WebAuthn policy, which it
   * takes away from the realm otherwise.
   */
  static ObjectNode keeping(JsonNode present, ObjectNode wanted) {
    var written = wanted.deepCopy();
    if (wanted.has("attributes")) {
      written.set(
          "attributes",
          ((ObjectNode) present.path("attributes").deepCopy())
              .setAll((ObjectNode) wanted.get("attributes")));
    }
    present.properties().stream()
        .filter(p -> p.getKey().startsWith("webAuthnPolicy") && !wanted.has(p.getKey()))
        .forEach(p -> written.set(p.getKey(), p.getValue()));
    return written;
  }

  private void profile(JsonNode wanted) throws IOException {
    if (!read("/users/profile").equals(wanted)) {
      write("PUT", "/users/profile", wanted, "écrire le profil des comptes");
      if (!read("/users/profile").equals(wanted)) {
        throw new Panne(
            "Keycloak ne rend pas le profil des comptes tel qu'écrit : " + read("/users/profile"));
      }
      changes.add("profil");
    }
  }

  private void requiredActions(JsonNode wanted) throws IOException {
    for (var action : wanted) {
      var alias = action.get("alias").asText();
      var present = named(read("/authentication/required-actions"), "alias", alias);
      if (present == null) {
        var unregistered =
            named(read("/authentication/unregistered-required-actions"), "providerId", alias);
        if (unregistered == null) {
          // this Keycloak does not have it: nothing to turn off, but what we turn on must exist
          if (action.path("enabled").asBoolean()) {
            throw new Panne("Keycloak n'a pas l'action requise " + alias + ".");
          }
          continue;
        }
        write(
            "POST", "/authentication/register-required-action", unregistered, "inscrire " + alias);
        present = named(read("/authentication/required-actions"), "alias", alias);
      }
      if (!holds(present, action)) {
        var written = ((ObjectNode) present.deepCopy()).setAll((ObjectNode) action);
        write("PUT", "/authentication/required-actions/" + path(alias), written, "régler " + alias);
        changes.add("action " + alias);
      }
    }
  }

  private void flow(ObjectNode wanted) throws IOException {
    var alias = wanted.get("alias").asText();
    var marked =
        wanted.path("description").asText()
            + " ["
            + Keycloak.sha256(wanted.toString()).substring(0, 12)
            + "]";
    var present = named(read("/authentication/flows"), "alias", alias);
    if (present != null && marked.equals(present.path("description").asText())) {
      return;
    }
    var mark = marked.substring(marked.lastIndexOf('[') + 1, marked.length() - 1);
    var provisional = alias + " " + mark;
    var left = named(read("/authentication/flows"), "alias", provisional);
    if (left != null) {
      // of a start cut short
      delete("/authentication/flows/" + left.get("id").asText());
    }
    write(
        "POST",
        "/authentication/flows",
        Http.JSON
            .createObjectNode()
            .put("alias", provisional)
            .put("description", "en cours")
            .put("providerId", "basic-flow")
            .put("topLevel", true)
            .put("builtIn", false),
        "créer « " + alias + " »");
    executions(provisional, mark, wanted.path("executions"));
    if (present != null) {
      var bound = Http.JSON.createObjectNode();
      var current = read("");
      current
          .properties()
          .forEach(
              field -> {
                if (field.getKey().endsWith("Flow") && field.getValue().asText().equals(alias)) {
                  bound.put(field.getKey(), provisional);
                }
              });
      if (!bound.isEmpty()) {
        write("PUT", "", bound, "passer à « " + provisional + " »");
      }
      for (var provider : read("/identity-provider/instances")) {
        if (alias.equals(provider.path("firstBrokerLoginFlowAlias").asText())) {
          provider(
              provider, Http.JSON.createObjectNode().put("firstBrokerLoginFlowAlias", provisional));
        }
      }
      delete("/authentication/flows/" + present.get("id").asText());
    }
    var created = (ObjectNode) named(read("/authentication/flows"), "alias", provisional);
    created.put("alias", alias).put("description", marked).remove("authenticationExecutions");
    write(
        "PUT",
        "/authentication/flows/" + created.get("id").asText(),
        created,
        "nommer « " + alias + " »");
    changes.add("flux « " + alias + " »");
  }

  /** Aliases of subflows are unique in the realm: theirs end with the fingerprint of the flow. */
  private void executions(String flow, String mark, JsonNode wanted) throws IOException {
    for (var step : wanted) {
      var base = "/authentication/flows/" + path(flow) + "/executions";
      String display = null;
      if (step.has("flow")) {
        var sub = step.get("flow");
        display = sub.get("alias").asText() + " " + mark;
        write(
            "POST",
            base + "/flow",
            Http.JSON
                .createObjectNode()
                .put("alias", display)
                .put("description", sub.path("description").asText())
                .put("type", sub.path("type").asText("basic-flow"))
                .put("provider", sub.path("provider").asText("")),
            "créer « " + display + " »");
      } else {
        write(
            "POST",
            base + "/execution",
            Http.JSON.createObjectNode().put("provider", step.get("authenticator").asText()),
            "ajouter " + step.get("authenticator").asText());
      }
      JsonNode added = null;
      for (var execution : read(base)) {
        if (execution.path("level").asInt() == 0) {
          added = execution;
        }
      }
      var written = ((ObjectNode) added).put("requirement", step.get("requirement").asText());
      write("PUT", base, written, "régler « " + flow + " »");
      if (step.has("config")) {
        var config =
            Http.JSON
                .createObjectNode()
                .put(
                    "alias",
                    step.path("configAlias").asText(step.path("authenticator").asText())
                        + " "
                        + mark);
        // a condition names a subflow by its alias, which ends with that mark
        config.set(
            "config", Http.JSON.readTree(step.get("config").toString().replace("{marque}", mark)));
        write(
            "POST",
            "/authentication/executions/" + added.get("id").asText() + "/config",
            config,
            "régler " + step.path("authenticator").asText());
      }
      if (display != null) {
        executions(display, mark, step.get("flow").path("executions"));
      }
    }
  }

  private void clients() throws IOException {
    for (var client : read("/clients?max=1000")) {
      if (client.path("directAccessGrantsEnabled").asBoolean()
          && !PAR_MOT_DE_PASSE.contains(client.path("clientId").asText())) {
        var written = ((ObjectNode) client.deepCopy()).put("directAccessGrantsEnabled", false);
        write(
            "PUT",
            "/clients/" + client.get("id").asText(),
            written,
            "fermer " + client.path("clientId").asText() + " aux mots de passe");
        changes.add("client " + client.path("clientId").asText());
      }
    }
  }

  private void providers(String firstLogin) throws IOException {
    for (var provider : read("/identity-provider/instances")) {
      var wanted =
          Http.JSON
              .createObjectNode()
              .put("firstBrokerLoginFlowAlias", firstLogin)
              .put("trustEmail", false);
      if (!holds(provider, wanted)) {
        provider(provider, wanted);
        changes.add("fournisseur " + provider.path("alias").asText());
      }
    }
  }

  private void provider(JsonNode present, ObjectNode wanted) throws IOException {
    var written = ((ObjectNode) present.deepCopy()).setAll(wanted);
    write(
        "PUT",
        "/identity-provider/instances/" + path(present.get("alias").asText()),
        written,
        "régler le fournisseur " + present.get("alias").asText());
  }

  private JsonNode file(String name) throws IOException {
    return Http.JSON.readTree(Files.readString(files.resolve(name)));
  }

  private static boolean holds(JsonNode present, JsonNode wanted) {
    for (var field : wanted.properties()) {
      var there = present.path(field.getKey());
      if (field.getValue().isObject()
          ? !holds(there, field.getValue())
          : !there.equals(field.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode named(JsonNode list, String key, String value) {
    for (var element : list) {
      if (value.equals(element.path(key).asText())) {
        return element;
      }
    }
    return null;
  }

  private JsonNode read(String path) throws IOException {
    return Http.parse(Keycloak.expect(http.get(realm + path, token), "lire " + path, 200));
  }

  /** Its versions answer 200, 202 or 204 to the same gesture. */
  private void write(String method, String path, JsonNode body, String action) throws IOException {
    var response = http.json(method, realm + path, token, body.toString());
    if (response.statusCode() / 100 != 2) {
      throw new Panne(
          "Keycloak refuse de "
              + action
              + " (HTTP "
              + response.statusCode()
              + ") : "
              + response.body());
    }
  }

  private void delete(String path) throws IOException {
    Keycloak.expect(http.json("DELETE", realm + path, token, ""), "retirer " + path, 204);
  }

  private static String path(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
