package fr.maillon.infra;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * {@code ./mvnw -Prun,royaume}: what {@link RoyaumeVoulu} says, made so in the realm of an
 * operator: {@code MAILLON_KEYCLOAK_URL}, {@code MAILLON_KEYCLOAK_ADMIN} ({@code admin} by default)
 * and {@code MAILLON_KEYCLOAK_MOT_DE_PASSE}. The launcher does it by itself at each start.
 */
public final class CommandeRoyaume {
  private CommandeRoyaume() {}

  public static void main(String[] args) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    try {
      var url = Reglage.text("maillon.keycloak.url", "").replaceFirst("/$", "");
      // a password on a command line is read by everybody on the machine
      var password = System.getenv("MAILLON_KEYCLOAK_MOT_DE_PASSE");
      if (url.isEmpty() || password == null) {
        throw new Panne(
            "Où est Keycloak ? Donnez MAILLON_KEYCLOAK_URL et MAILLON_KEYCLOAK_MOT_DE_PASSE.");
      }
      var http = new Http();
      var login =
          http.form(
              url + "/realms/master/protocol/openid-connect/token",
              Map.of(
                  "grant_type",
                  "password",
                  "client_id",
                  "admin-cli",
                  "username",
                  Reglage.text("maillon.keycloak.admin", "admin"),
                  "password",
                  password));
      var token =
          Http.parse(Keycloak.expect(login, "ouvrir l'administration", 200))
              .get("access_token")
              .asText();
      var realm = url + "/admin/realms/" + Reglage.text("maillon.keycloak.royaume", Keycloak.REALM);
      var changes = new RoyaumeVoulu(http, realm, token).appliquer();
      changes = new RoleDuSecondFacteur(http, realm, token).appliquer(true, changes);
      new DroitsDesComptes(http, realm, token).accorder();
      out.println(
          "Royaume : "
              + (changes.isEmpty()
                  ? "il est comme il doit être."
                  : "remis en ordre (" + String.join(", ", changes) + ")."));
    } catch (IOException | Panne e) {
      out.println("Royaume : " + e.getMessage());
      System.exit(1);
    }
  }
}
