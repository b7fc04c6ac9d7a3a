package fr.maillon.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.List;

/**
 * What the service account of Maillon may do in Keycloak: create accounts in the group of the agents, see and manage the members of that group,
 * and nothing else. Keycloak's own role "manage-users" would also let it give any role to anybody and set the password of an administrator:
 * a permission on the one group (fine-grained, version 2) takes its place. Idempotent.
 */
final class DroitsDesComptes {
    private static final String CLIENT = "maillon-comptes";
    private static final String GROUP = "agents";
    private static final String POLICY = "maillon-comptes";
    private static final String PERMISSION = "maillon-comptes tient les agents";
    private static final List<String> SCOPES = List.of("view", "view-members", "manage-members", "manage-membership");
    /** Without a query role the lists answer 403; with a larger one the permissions are not even looked at. */
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
        Keycloak.expect(http.json("POST", realm + "/users/" + account + "/role-mappings/clients/" + management, token, roles.toString()), "donner ses rôles à " + CLIENT, 204);
        var group = first(read("/groups?exact=true&search=" + GROUP), GROUP);
        var authorization = "/clients/" + client("admin-permissions") + "/authz/resource-server";
        var policies = (ArrayNode) read(authorization + "/policy/user?name=" + POLICY);
        if (policies.isEmpty()) {
            var policy = Http.JSON.createObjectNode().put("name", POLICY).put("logic", "POSITIVE");
            // by its user: Keycloak does not look at a client policy when it filters a list
            policy.putArray("users").add(account);
            Keycloak.expect(http.json("POST", realm + authorization + "/policy/user", token, policy.toString()), "nommer " + CLIENT, 201);
            policies = (ArrayNode) read(authorization + "/policy/user?name=" + POLICY);
        }
        if (((ArrayNode) read(authorization + "/permission/scope?name=" + PERMISSION.replace(" ", "%20"))).isEmpty()) {
            var permission = Http.JSON.createObjectNode().put("name", PERMISSION).put("resourceType", "Groups").put("decisionStrategy", "UNANIMOUS");
            permission.putArray("resources").add(group);
            permission.putArray("policies").add(policies.get(0).get("id").asText());
            SCOPES.forEach(permission.putArray("scopes")::add);
            Keycloak.expect(http.json("POST", realm + authorization + "/permission/scope", token, permission.toString()), "donner le groupe à " + CLIENT, 201);
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
