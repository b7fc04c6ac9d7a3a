package fr.maillon.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The realm role for which the browser flow ({@code keycloak/voulu/flux.json}) asks a second
 * factor, carried by groups: those of the titles of the team, and "second-facteur", where Maillon
 * keeps the administrators of the spaces. Where the second factor is off no group carries it.
 * Idempotent.
 */
final class RoleDuSecondFacteur {
  private static final String ROLE = "second-facteur";
  private static final List<String> GROUPES =
      List.of(
          "facilitateurs",
          "coordinateurs",
          "support",
          "administrateurs-centraux",
          "second-facteur");

  private final Http http;
  private final String realm;
  private final String token;

  RoleDuSecondFacteur(Http http, String realm, String token) {
    this.http = http;
    this.realm = realm;
    this.token = token;
  }

  /**
   * @return those changes, and ours
   */
  List<String> appliquer(boolean exige, List<String> before) throws IOException {
    var changes = new ArrayList<>(before);
    if (http.get(realm + "/roles/" + ROLE, token).statusCode() == 404) {
      write(
          "POST",
          "/roles",
          Http.JSON
              .createObjectNode()
              .put("name", ROLE)
              .put("description", "Un second facteur est demandé dès la connexion"),
          201);
    }
    var role = read("/roles/" + ROLE);
    for (var name : GROUPES) {
      var group = group(name);
      if (group == null) {
        write("POST", "/groups", Http.JSON.createObjectNode().put("name", name), 201);
        group = group(name);
      }
      var path = "/groups/" + group.get("id").asText() + "/role-mappings/realm";
      var carried = read(path).findValuesAsText("name").contains(ROLE);
      if (carried != exige) {
        write(exige ? "POST" : "DELETE", path, Http.JSON.createArrayNode().add(role), 204);
        changes.add((exige ? "second facteur pour " : "sans second facteur pour ") + name);
      }
    }
    return List.copyOf(changes);
  }

  private JsonNode group(String name) throws IOException {
    for (var group : read("/groups?exact=true&search=" + name)) {
      if (name.equals(group.path("name").asText())) {
        return group;
      }
    }
    return null;
  }

  private JsonNode read(String path) throws IOException {
    return Http.parse(Keycloak.expect(http.get(realm + path, token), "lire " + path, 200));
  }

  private void write(String method, String path, JsonNode body, int status) throws IOException {
    Keycloak.expect(
        http.json(method, realm + path, token, body.toString()), "écrire " + path, status);
  }
}
