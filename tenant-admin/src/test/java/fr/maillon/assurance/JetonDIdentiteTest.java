package fr.maillon.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.maillon.assurance.ConfirmationRefusee.Cause;
import fr.maillon.isolation.Assurance;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Un jeton juste est cru ; faussé d'une seule chose, il ne l'est plus. */
class JetonDIdentiteTest {
  private static final Instant MAINTENANT = Instant.parse("2026-11-30T17:00:00Z");
  private static final UUID MOI = new UUID(0, 7);
  private static final JetonDIdentite.Attendu ATTENDU =
      new JetonDIdentite.Attendu("https://cle.example/realms/maillon", "maillon-web", MOI, "n-1");
  private static KeyPair bonne;
  private static KeyPair autre;

  @BeforeAll
  static void cles() throws GeneralSecurityException {
    var fabrique = KeyPairGenerator.getInstance("RSA");
    fabrique.initialize(2048);
    bonne = fabrique.generateKeyPair();
    autre = fabrique.generateKeyPair();
  }

  @Test
  void unJetonJusteProuveLeSecondFacteurEtSonHeure() {
    assertThat(verifier(signe(justes())))
        .isEqualTo(new Assurance(true, MAINTENANT.minusSeconds(10)));
    assertThat(verifier(signe(avec("aud", "[\"maillon-web\",\"autre\"]")))).isNotNull();
  }

  @Test
  void fausseDUneSeuleChoseIlEstRefuse() {
    assertThat(refus(signe(avec("iss", "\"https://ailleurs.example/realms/maillon\""))))
        .isEqualTo(Cause.EMETTEUR);
    assertThat(refus(signe(avec("aud", "\"maillon-demo\"")))).isEqualTo(Cause.DESTINATAIRE);
    assertThat(refus(signe(avec("aud", "[\"maillon-demo\"]")))).isEqualTo(Cause.DESTINATAIRE);
    var pourUnAutre = avec("aud", "[\"maillon-web\",\"autre\"]");
    pourUnAutre.put("azp", "\"autre\"");
    assertThat(refus(signe(pourUnAutre))).isEqualTo(Cause.DESTINATAIRE);
    assertThat(refus(signe(avec("exp", secondes(-31))))).isEqualTo(Cause.EXPIREE);
    assertThat(refus(signe(avec("nonce", "\"n-2\"")))).isEqualTo(Cause.NONCE);
    assertThat(refus(signe(avec("sub", "\"" + new UUID(0, 8) + "\""))))
        .isEqualTo(Cause.AUTRE_PERSONNE);
    assertThat(refus(signe(avec("acr", "\"simple\"")))).isEqualTo(Cause.SANS_SECOND_FACTEUR);
    assertThat(refus(signe(avec("acr", "2")))).isEqualTo(Cause.SANS_SECOND_FACTEUR);
    assertThat(refus(signe(avec("auth_time", secondes(-301))))).isEqualTo(Cause.TROP_ANCIENNE);
    assertThat(verifier(signe(avec("auth_time", secondes(-300)))))
        .as("cinq minutes juste")
        .isNotNull();
    assertThat(refus(signe(avec("auth_time", secondes(60)))))
        .as("dans l'avenir")
        .isEqualTo(Cause.TROP_ANCIENNE);
  }

  @Test
  void ceQuiManqueEstRefuse() {
    Map.of(
            "iss",
            Cause.EMETTEUR,
            "aud",
            Cause.DESTINATAIRE,
            "exp",
            Cause.EXPIREE,
            "nonce",
            Cause.NONCE,
            "sub",
            Cause.AUTRE_PERSONNE,
            "acr",
            Cause.SANS_SECOND_FACTEUR,
            "auth_time",
            Cause.TROP_ANCIENNE)
        .forEach(
            (nom, cause) -> {
              var sans = justes();
              sans.remove(nom);
              assertThat(refus(signe(sans))).as("sans " + nom).isEqualTo(cause);
            });
  }

  @Test
  void seuleLaSignatureDuRoyaumeCompte() {
    var jeton = signe(justes());
    var morceaux = jeton.split("\\.");
    var autreCorps = base64(corps(avec("sub", "\"" + new UUID(0, 8) + "\"")));
    assertThat(refus(signer("{\"alg\":\"RS256\",\"kid\":\"k\"}", corps(justes()), autre)))
        .isEqualTo(Cause.SIGNATURE);
    assertThat(refus(morceaux[0] + "." + autreCorps + "." + morceaux[2]))
        .isEqualTo(Cause.SIGNATURE);
    assertThat(refus(base64("{\"alg\":\"none\"}") + "." + morceaux[1] + "."))
        .isEqualTo(Cause.SIGNATURE);
    assertThat(refus(signer("{\"alg\":\"HS256\",\"kid\":\"k\"}", corps(justes()), bonne)))
        .isEqualTo(Cause.SIGNATURE);
    assertThat(refus(signer("{\"alg\":\"RS256\",\"kid\":\"inconnue\"}", corps(justes()), bonne)))
        .isEqualTo(Cause.SIGNATURE);
  }

  @Test
  void ceQuiNEstPasUnJetonEstRefuse() {
    for (var texte : new String[] {null, "", "a.b", "a.b.c", "!.!.!", base64("[]") + ".x.y"}) {
      assertThat(refus(texte)).as(String.valueOf(texte)).isIn(Cause.ILLISIBLE, Cause.SIGNATURE);
    }
  }

  @Test
  void lesClesDuRoyaumeSeLisentTellesQuIlLesPublie() {
    var cle = (RSAPublicKey) bonne.getPublic();
    var publiees =
        "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"enc\",\"kid\":\"chiffrer\",\"n\":\"AQAB\",\"e\":\"AQAB\"},{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"k\",\"x5c\":[\"x\"],\"n\":\""
            + nombre(cle.getModulus().toByteArray())
            + "\",\"e\":\""
            + nombre(cle.getPublicExponent().toByteArray())
            + "\"}]}";
    assertThat(Confirmer.cles(JetonDIdentite.objet(publiees.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(Map.of("k", bonne.getPublic()));
  }

  private static String nombre(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private static Assurance verifier(String jeton) {
    return JetonDIdentite.verifier(
        jeton,
        ATTENDU,
        nom -> Optional.<PublicKey>of(bonne.getPublic()).filter(_ -> nom.equals("k")),
        MAINTENANT);
  }

  private static Cause refus(String jeton) {
    var cause = new Cause[1];
    assertThatThrownBy(() -> verifier(jeton))
        .isInstanceOfSatisfying(ConfirmationRefusee.class, r -> cause[0] = r.cause());
    return cause[0];
  }

  private static Map<String, String> justes() {
    var dit = new LinkedHashMap<String, String>();
    dit.put("iss", "\"https://cle.example/realms/maillon\"");
    dit.put("aud", "\"maillon-web\"");
    dit.put("azp", "\"maillon-web\"");
    dit.put("sub", "\"" + MOI + "\"");
    dit.put("nonce", "\"n-1\"");
    dit.put("acr", "\"second-facteur\"");
    dit.put("auth_time", secondes(-10));
    dit.put("exp", secondes(60));
    dit.put("groups", "[\"agent\"]");
    return dit;
  }

  private static Map<String, String> avec(String nom, String valeur) {
    var dit = justes();
    dit.put(nom, valeur);
    return dit;
  }

  private static String secondes(long ecart) {
    return String.valueOf(MAINTENANT.plusSeconds(ecart).getEpochSecond());
  }

  private static String corps(Map<String, String> dit) {
    return dit.entrySet().stream()
        .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String signe(Map<String, String> dit) {
    return signer("{\"alg\":\"RS256\",\"kid\":\"k\"}", corps(dit), bonne);
  }

  private static String signer(String entete, String corps, KeyPair cles) {
    try {
      var debut = base64(entete) + "." + base64(corps);
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(cles.getPrivate());
      signature.update(debut.getBytes(StandardCharsets.US_ASCII));
      return debut + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String texte) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(texte.getBytes(StandardCharsets.UTF_8));
  }
}
