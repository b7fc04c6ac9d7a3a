package fr.maillon.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.List;

/**
 * What the service account of Maillon may do in Keycloak: create accounts in the groups "agents"
 * and "equipe", see and manage the members of those two, see who is in the groups that carry the
 * titles of the team and in the one that asks for a second factor, and put its own members in them
 * or take them out. An account in neither of its two groups stays out of its reach, whatever its
 * titles: an operator who keeps one central administrator outside "equipe" keeps an account this
 * secret cannot take. Keycloak's own role "manage-users" would also let it give any role to anybody
 * and set the password of an administrator: permissions on the groups (fine-grained, version 2)
 * take its place. Idempotent.
 */
final class DroitsDesComptes {
  private static final String CLIENT = "maillon-comptes";
  private static final String POLICY = "maillon-comptes";

  private record Permission(String name, List<String> groups, List<String> scopes) {}

  private static final List<Permission> PERMISSIONS =
      List.of(
          new Permission(
              "maillon-comptes tient les agents",
              List.of("agents", "equipe"),
              List.of(
                  "view",
                  "view-members",
                  "manage-members",
                  "manage-membership",
                  "manage-membership-of-members")),
          new Permission(
              "maillon-comptes range par titre",
              List.of(
                  "facilitateurs",
                  "coordinateurs",
                  "support",
                  "administrateurs-centraux",
                  "second-facteur"),
              List.of("view", "view-members", "manage-membership")));

  /**
   * Without a query role the lists answer 403; with a larger one the permissions are not even
   * looked at.
   */
  private static final List<String> ROLES = List.of("query-users", "query-groups");

  private final Http http;
  private final String realm;
  private final String token;

  DroitsDesComptes(Http http, String realm, String token) {
    this.http = http;
    this.realm = realm;
    this.token = token;
  }

  void accorder() throws IOException {
    var client = client(CLIENT);
    var account = read("/clients/" + client + "/service-account-user").get("id").asText();
    var management = client("realm-management");
    var roles = Http.JSON.createArrayNode();
    for (var role : ROLES) {
      roles.add(read("/clients/" + management + "/roles/" + role));
    }
    Keycloak.expect(
        http.json(
            "POST",
            realm + "/users/" + account + "/role-mappings/clients/" + management,
            token,
            roles.toString()),
        "donner ses rôles à " + CLIENT,
        204);
    var authorization = "/clients/" + client("admin-permissions") + "/authz/resource-server";
    var policies = read(authorization + "/policy/user?name=" + POLICY);
    var policy = Http.JSON.createObjectNode().put("name", POLICY).put("logic", "POSITIVE");
    // by its user: Keycloak does not look at a client policy when it filters a list
    policy.putArray("users").add(account);
    if (policies.isEmpty()) {
      Keycloak.expect(
          http.json("POST", realm + authorization + "/policy/user", token, policy.toString()),
          "nommer " + CLIENT,
          201);
      policies = read(authorization + "/policy/user?name=" + POLICY);
    } else {
      // a realm written again has a new service account: the policy still names the one that is
      // gone
      policy.put("id", policies.get(0).get("id").asText());
      Keycloak.expect(
          http.json(
              "PUT",
              realm + authorization + "/policy/user/" + policies.get(0).get("id").asText(),
              token,
              policy.toString()),
          "renommer " + CLIENT,
          201);
    }
    for (var permission : PERMISSIONS) {
      var body =
          Http.JSON
              .createObjectNode()
              .put("name", permission.name())
              .put("resourceType", "Groups")
              .put("decisionStrategy", "UNANIMOUS");
      var resources = body.putArray("resources");
      for (var group : permission.groups()) {
        resources.add(first(read("/groups?exact=true&search=" + group), group));
      }
      body.putArray("policies").add(policies.get(0).get("id").asText());
      permission.scopes().forEach(body.putArray("scopes")::add);
      var path = realm + authorization + "/permission/scope";
      var present =
          (ArrayNode)
              read(
                  authorization
                      + "/permission/scope?name="
                      + permission.name().replace(" ", "%20"));
      if (present.isEmpty()) {
        Keycloak.expect(
            http.json("POST", path, token, body.toString()), "donner ses groupes à " + CLIENT, 201);
      } else {
        // one of an earlier version says less
        Keycloak.expect(
            http.json(
                "PUT", path + "/" + present.get(0).get("id").asText(), token, body.toString()),
            "redire ses groupes à " + CLIENT,
            201);
      }
    }
  }

  private String client(String clientId) throws IOException {
    return read("/clients?clientId=" + clientId).get(0).get("id").asText();
  }

  private static String first(JsonNode list, String name) {
    for (var element : list) {
      if (name.equals(element.path("name").asText())) {
        return element.get("id").asText();
      }
    }
    throw new Panne("Keycloak n'a pas le groupe " + name + ".");
  }

  private JsonNode read(String path) throws IOException {
    return Http.parse(Keycloak.expect(http.get(realm + path, token), "lire " + path, 200));
  }
}
