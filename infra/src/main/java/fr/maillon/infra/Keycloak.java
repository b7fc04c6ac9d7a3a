package fr.maillon.infra;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Keycloak, started as its own script starts it but without the script: no shell to leave behind,
 * and our choice of collector (kc.sh imposes G1). The realm is written through the administration
 * API, so that the demonstration's accounts stay in a file of their own and a changed definition
 * reaches a realm that already lives.
 */
final class Keycloak {
  static final String REALM = "maillon";
  static final String NOM = "Keycloak";
  private static final String ADMIN = "admin";
  private static final String FINGERPRINT = "maillon.empreinte";
  private static final int HASH_ITERATIONS = 210_000;
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
  private static final Duration START_LIMIT = Duration.ofMinutes(8);

  /** Half the CPU of the defaults at start, and at home in 450 MB. */
  private static final List<String> JVM =
      List.of(
          "-Xms64m",
          "-Xmx320m",
          "-XX:MaxMetaspaceSize=256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1");

  private static final List<String> BUILD =
      List.of("build", "--db=postgres", "--health-enabled=false");

  private final Http http = new Http();
  private final Path home;
  private final Path dir;
  private final int port;
  private final Secrets secrets;
  private final int portSmtp;

  /** Those who were given the second factor of a test. */
  private final Set<String> enrolled = ConcurrentHashMap.newKeySet();

  private ServerProcess process;

  Keycloak(Path home, Path dir, int port, Secrets secrets, int portSmtp) {
    this.home = home;
    this.dir = dir;
    this.port = port;
    this.secrets = secrets;
    this.portSmtp = portSmtp;
  }

  /** Unpacked, and built for those options. */
  static Path install() throws IOException {
    return Logiciels.zip(
        "maillon.keycloak.zip",
        "keycloak-quarkus-dist",
        "-" + sha256(String.join(" ", BUILD)).substring(0, 8),
        home ->
            ServerProcess.run(
                "La construction de Keycloak", command(home, BUILD), Map.of(), home, BUILD_LIMIT));
  }

  private static List<String> command(Path home, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(
        Path.of(System.getProperty("java.home"), "bin", Plateforme.courante().executable("java"))
            .toString());
    command.addAll(JVM);
    command.addAll(
        List.of(
            "-Dfile.encoding=UTF-8",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dkc.home.dir=" + home,
            "-Djboss.server.config.dir=" + home.resolve("conf"),
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dpicocli.disable.closures=true",
            "-Dquarkus-log-max-startup-records=10000",
            "-cp",
            home.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    command.addAll(arguments);
    return command;
  }

  ServerProcess launch(String jdbcUrl, String password) throws IOException {
    var env = new LinkedHashMap<String, String>();
    env.put("KC_DB_URL", jdbcUrl);
    env.put("KC_DB_USERNAME", Postgres.KEYCLOAK);
    env.put("KC_DB_PASSWORD", password);
    env.put("KC_DB_POOL_INITIAL_SIZE", "1");
    env.put("KC_DB_POOL_MAX_SIZE", "12");
    env.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    env.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.get("keycloak_admin"));
    var arguments =
        List.of(
            "start",
            "--optimized",
            "--cache=local",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname=" + url(),
            "--spi-theme--folder--dir=" + Racine.infra().resolve("keycloak/theme"),
            "--spi-password-policy--password-blacklist--blacklists-path="
                + Racine.infra().resolve("keycloak/mots-de-passe"));
    process = ServerProcess.start(NOM, command(home, arguments), env, dir, log());
    return process;
  }

  /** The log says "started" long before the first realm answers: the realm is asked. */
  void awaitReady() throws IOException {
    process.await(START_LIMIT, () -> http.status(url() + "/realms/master") == 200);
  }

  private Path log() {
    return dir.resolve("keycloak.log");
  }

  String url() {
    return "http://localhost:" + port;
  }

  String issuer() {
    return url() + "/realms/" + REALM;
  }

  /**
   * Writes the realm if its definition changed since the last time; says which of the three it did.
   *
   * @param evenUnchanged as if it had changed
   * @param secondFactor asked from the team, the centre and the administrators
   * @param essai the accounts of the demonstration have a second factor whose secret a test knows
   */
  String writeRealm(
      String urlMaillon,
      boolean demonstration,
      boolean evenUnchanged,
      boolean secondFactor,
      boolean essai)
      throws IOException {
    var definition = definition(Racine.infra().resolve("keycloak/maillon-realm.json"), urlMaillon);
    var demo =
        demonstration
            ? definition(Racine.infra().resolve("demo/keycloak-demo.json"), urlMaillon)
            : null;
    var fingerprint = sha256(definition + demo);
    var login =
        http.form(
            url() + "/realms/master/protocol/openid-connect/token",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMIN,
                "password",
                secrets.get("keycloak_admin")));
    if (login.statusCode() == 401
        && http.form(issuer() + "/protocol/openid-connect/token", Map.of()).statusCode() != 404) {
      return "royaume laissé tel quel, le mot de passe de l'administrateur a changé";
    }
    var token =
        Http.parse(expect(login, "ouvrir l'administration", 200)).get("access_token").asText();
    var admin = url() + "/admin/realms";
    var current = http.get(admin + "/" + REALM, token);
    var exists = current.statusCode() != 404;
    if (exists
        && !evenUnchanged
        && fingerprint.equals(
            Http.parse(expect(current, "lire le royaume", 200))
                .path("attributes")
                .path(FINGERPRINT)
                .asText())) {
      var corrections = new RoyaumeVoulu(http, admin + "/" + REALM, token).appliquer();
      corrections =
          new RoleDuSecondFacteur(http, admin + "/" + REALM, token)
              .appliquer(secondFactor, corrections);
      return corrections.isEmpty()
          ? "royaume retrouvé"
          : "royaume retrouvé, remis en ordre : " + String.join(", ", corrections);
    }
    var realm = (ObjectNode) Http.JSON.readTree(definition);
    if (exists) {
      var settings = realm.deepCopy();
      settings.remove(List.of("clients", "roles", "groups"));
      expect(
          http.json("PUT", admin + "/" + REALM, token, settings.toString()),
          "mettre à jour le royaume",
          204);
      importPart(admin, token, "SKIP", part(realm, "roles"));
      importPart(admin, token, "SKIP", part(realm, "groups"));
      importPart(admin, token, "OVERWRITE", part(realm, "clients"));
    } else {
      expect(http.json("POST", admin, token, definition), "créer le royaume", 201);
      token =
          Http.parse(
                  expect(
                      http.form(
                          url() + "/realms/master/protocol/openid-connect/token",
                          // a token knows the realms that existed when it was issued
                          Map.of(
                              "grant_type",
                              "password",
                              "client_id",
                              "admin-cli",
                              "username",
                              ADMIN,
                              "password",
                              secrets.get("keycloak_admin"))),
                      "ouvrir l'administration",
                      200))
              .get("access_token")
              .asText();
    }
    new RoyaumeVoulu(http, admin + "/" + REALM, token).appliquer();
    if (demo != null) {
      var people = hashed((ObjectNode) Http.JSON.readTree(demo));
      if (essai && secondFactor) {
        people
            .path("users")
            .forEach(
                user ->
                    ((ArrayNode) user.withArray("credentials"))
                        .add(FacteurDEssai.credential(user.path("username").asText())));
        FacteurDEssai.reusable(http, admin + "/" + REALM, token, true);
      }
      importPart(admin, token, "OVERWRITE", people);
    }
    new RoleDuSecondFacteur(http, admin + "/" + REALM, token).appliquer(secondFactor, List.of());
    new DroitsDesComptes(http, admin + "/" + REALM, token).accorder();
    // last, so that a start cut short begins again
    var written =
        (ObjectNode)
            Http.parse(expect(http.get(admin + "/" + REALM, token), "relire le royaume", 200));
    written.withObjectProperty("attributes").put(FINGERPRINT, fingerprint);
    expect(
        http.json("PUT", admin + "/" + REALM, token, written.toString()),
        "marquer le royaume",
        204);
    return exists ? "royaume mis à jour" : "royaume créé";
  }

  List<String> putRight(Path wanted) throws IOException {
    return new RoyaumeVoulu(http, url() + "/admin/realms/" + REALM, adminToken(), wanted)
        .appliquer();
  }

  /**
   * The known password of the demonstration would be refused by our own policy: it goes in as its
   * hash, drawn once for all.
   */
  private static ObjectNode hashed(ObjectNode demo) {
    var salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    var hashes = new HashMap<String, ObjectNode>();
    for (var user : demo.path("users")) {
      for (var credential : user.path("credentials")) {
        if (credential.has("value")) {
          var hash =
              hashes.computeIfAbsent(
                  credential.get("value").asText(), password -> hash(password, salt));
          ((ObjectNode) ((ObjectNode) credential).setAll(hash)).remove("value");
        }
      }
    }
    return demo;
  }

  private static ObjectNode hash(String password, byte[] salt) {
    try {
      var hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, HASH_ITERATIONS, 512))
              .getEncoded();
      var base64 = Base64.getEncoder();
      return Http.JSON
          .createObjectNode()
          .put(
              "secretData",
              Http.JSON
                  .createObjectNode()
                  .put("value", base64.encodeToString(hash))
                  .put("salt", base64.encodeToString(salt))
                  .toString())
          .put(
              "credentialData",
              Http.JSON
                  .createObjectNode()
                  .put("hashIterations", HASH_ITERATIONS)
                  .put("algorithm", "pbkdf2-sha512")
                  .toString());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PBKDF2 est dans tout Java", e);
    }
  }

  private static ObjectNode part(ObjectNode realm, String name) {
    var part = Http.JSON.createObjectNode();
    part.set(name, realm.get(name));
    return part;
  }

  private void importPart(String admin, String token, String ifExists, ObjectNode part)
      throws IOException {
    part.put("ifResourceExists", ifExists);
    expect(
        http.json("POST", admin + "/" + REALM + "/partialImport", token, part.toString()),
        "compléter le royaume",
        200);
  }

  private String definition(Path file, String urlMaillon) throws IOException {
    return Files.readString(file)
        .replace("${MAILLON_URL}", urlMaillon)
        .replace("${MAILLON_WEB_SECRET}", secrets.get("web"))
        .replace("${MAILLON_COMPTES_SECRET}", secrets.get("comptes"))
        .replace("${MAILLON_SMTP_HOTE}", "127.0.0.1")
        .replace("${MAILLON_SMTP_PORT}", String.valueOf(portSmtp))
        .replace("${MAILLON_SMTP_DE}", "ne-pas-repondre@maillon.example")
        .replace("${MAILLON_SMTP_STARTTLS}", "false")
        // loopback only; a production realm says "external"
        .replace("${MAILLON_SSL_REQUIRED}", "none");
  }

  static HttpResponse<String> expect(HttpResponse<String> response, String action, int status) {
    if (response.statusCode() != status) {
      throw new Panne(
          "Keycloak refuse de "
              + action
              + " (HTTP "
              + response.statusCode()
              + ") : "
              + response.body());
    }
    return response;
  }

  /** An access token for that account of the demonstration. */
  String token(String user, String password) throws IOException {
    return Http.parse(
            expect(passwordGrant(user, password, Map.of()), "donner un jeton à " + user, 200))
        .get("access_token")
        .asText();
  }

  /** The same, with its second factor, which it is given if it has none: for a test. */
  String strongToken(String user, String password) throws IOException {
    var response = passwordGrant(user, password, Map.of("totp", FacteurDEssai.code(user)));
    if ((response.statusCode() == 200
            ? !FacteurDEssai.shown(Http.parse(response).get("access_token").asText())
            : response.statusCode() != 429)
        && enrol(user)) {
      response = passwordGrant(user, password, Map.of("totp", FacteurDEssai.code(user)));
    }
    return Http.parse(expect(response, "donner un jeton à " + user, 200))
        .get("access_token")
        .asText();
  }

  private HttpResponse<String> passwordGrant(String user, String password, Map<String, String> more)
      throws IOException {
    var fields =
        new HashMap<>(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "maillon-demo",
                "username",
                user,
                "password",
                password,
                "scope",
                "openid profile"));
    fields.putAll(more);
    return http.form(issuer() + "/protocol/openid-connect/token", fields);
  }

  /**
   * Gives the account the second factor that a test knows, in the place of any other; says whether
   * it changed anything.
   */
  boolean enrol(String user) throws IOException {
    var given = FacteurDEssai.enrol(http, url() + "/admin/realms/" + REALM, adminToken(), user);
    if (given) {
      enrolled.add(user);
    }
    return given;
  }

  /**
   * Asks the second factor from the groups, or asks it no more: the accounts enrolled meanwhile are
   * as before.
   */
  void secondFactor(boolean asked) throws IOException {
    var realm = url() + "/admin/realms/" + REALM;
    var token = adminToken();
    new RoleDuSecondFacteur(http, realm, token).appliquer(asked, List.of());
    FacteurDEssai.reusable(http, realm, token, asked);
    if (!asked) {
      for (var user : enrolled) {
        FacteurDEssai.withdraw(http, realm, token, user);
      }
      enrolled.clear();
    }
  }

  private String adminToken() throws IOException {
    var login =
        http.form(
            url() + "/realms/master/protocol/openid-connect/token",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMIN,
                "password",
                secrets.get("keycloak_admin")));
    return Http.parse(expect(login, "ouvrir l'administration", 200)).get("access_token").asText();
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 est dans tout Java", e);
    }
  }
}
