package fr.maillon.infra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The second factor of an account in a run of the tests: a secret drawn from its name, and the code
 * an application would show (RFC 6238).
 */
final class FacteurDEssai {
  private static final int PERIOD = 30;

  private FacteurDEssai() {}

  private static String secret(String user) {
    return "facteur-d-essai-de-" + user;
  }

  static String code(String user) {
    return codeNow(secret(user));
  }

  static String codeNow(String secret) {
    return code(
        secret.getBytes(StandardCharsets.UTF_8), System.currentTimeMillis() / 1000 / PERIOD);
  }

  static String code(byte[] secret, long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      return String.format(
          "%06d",
          (ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fff_ffff) % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA1 est dans tout Java", e);
    }
  }

  static ObjectNode credential(String user) {
    return Http.JSON
        .createObjectNode()
        .put("type", "otp")
        .put("userLabel", "essai")
        .put("secretData", Http.JSON.createObjectNode().put("value", secret(user)).toString())
        .put(
            "credentialData",
            Http.JSON
                .createObjectNode()
                .put("subType", "totp")
                .put("digits", 6)
                .put("counter", 0)
                .put("period", PERIOD)
                .put("algorithm", "HmacSHA1")
                .toString());
  }

  /**
   * A test logs in several times in the same half-minute: there, and there only, a code serves
   * again.
   */
  static void reusable(Http http, String realm, String token, boolean reusable) throws IOException {
    var policy =
        Http.JSON
            .createObjectNode()
            .put("otpPolicyType", "totp")
            .put("otpPolicyAlgorithm", "HmacSHA1")
            .put("otpPolicyDigits", 6)
            .put("otpPolicyPeriod", PERIOD)
            .put("otpPolicyLookAheadWindow", 1)
            .put("otpPolicyInitialCounter", 0)
            .put("otpPolicyCodeReusable", reusable);
    var present = Http.parse(Keycloak.expect(http.get(realm, token), "lire le royaume", 200));
    Keycloak.expect(
        http.json("PUT", realm, token, RoyaumeVoulu.keeping(present, policy).toString()),
        "laisser un code resservir",
        204);
  }

  static boolean enrol(Http http, String realm, String token, String user) throws IOException {
    var name = URLEncoder.encode(user, StandardCharsets.UTF_8);
    var found =
        Http.parse(
            Keycloak.expect(
                http.get(realm + "/users?exact=true&username=" + name, token),
                "chercher " + user,
                200));
    if (found.isEmpty() || !found.get(0).path("enabled").asBoolean()) {
      return false;
    }
    var account = realm + "/users/" + found.get(0).get("id").asText();
    for (var credential :
        Http.parse(
            Keycloak.expect(
                http.get(account + "/credentials", token), "lire les facteurs de " + user, 200))) {
      if ("otp".equals(credential.path("type").asText())) {
        if ("essai".equals(credential.path("userLabel").asText())) {
          return false;
        }
        Keycloak.expect(
            http.json(
                "DELETE", account + "/credentials/" + credential.get("id").asText(), token, ""),
            "ôter un facteur de " + user,
            204);
      }
    }
    var written = (ObjectNode) found.get(0);
    written.putArray("credentials").add(credential(user));
    Keycloak.expect(
        http.json("PUT", account, token, written.toString()), "donner un facteur à " + user, 204);
    return true;
  }

  /** An account gone meanwhile has none left. */
  static void withdraw(Http http, String realm, String token, String user) throws IOException {
    var name = URLEncoder.encode(user, StandardCharsets.UTF_8);
    for (var found :
        Http.parse(
            Keycloak.expect(
                http.get(realm + "/users?exact=true&username=" + name, token),
                "chercher " + user,
                200))) {
      var credentials = realm + "/users/" + found.get("id").asText() + "/credentials";
      for (var credential :
          Http.parse(
              Keycloak.expect(http.get(credentials, token), "lire les facteurs de " + user, 200))) {
        if ("otp".equals(credential.path("type").asText())) {
          Keycloak.expect(
              http.json("DELETE", credentials + "/" + credential.get("id").asText(), token, ""),
              "ôter un facteur de " + user,
              204);
        }
      }
    }
  }

  /** That token says a second factor was shown. */
  static boolean shown(String token) throws IOException {
    return "second-facteur"
        .equals(
            Http.JSON
                .readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                .path("acr")
                .asText());
  }
}
