package fr.maillon.assurance;

import fr.maillon.assurance.ConfirmationRefusee.Cause;
import fr.maillon.isolation.Assurance;
import fr.maillon.isolation.Identite;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Form;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * L'aller et retour par lequel quelqu'un confirme que c'est bien lui (OAuth 2.0, code
 * d'autorisation, PKCE). Il ne change rien à sa connexion : il ne rapporte qu'une preuve, que la
 * page garde cinq minutes.
 */
@ApplicationScoped
public class Confirmer {
  /** Où Keycloak ramène : une adresse à elle, que la connexion n'emploie pas. */
  public static final String RETOUR = "/confirmer/retour";

  private static final String CLIENT = "maillon-web";
  private static final Logger JOURNAL = Logger.getLogger(Confirmer.class.getName());

  /**
   * En secondes. Moins que la fraîcheur exigée : une preuve rapportée doit servir encore quelques
   * minutes.
   */
  private static final int AGE_AU_PLUS = 120;

  @Inject
  @ConfigProperty(name = "maillon.emetteur", defaultValue = "http://localhost:8180/realms/maillon")
  String emetteur;

  @Inject
  @ConfigProperty(name = "maillon.url", defaultValue = "http://localhost:9080")
  String url;

  @Inject
  @ConfigProperty(name = "maillon.web.secret")
  Optional<String> secret;

  @Inject Clock horloge;

  private final SecureRandom hasard = new SecureRandom();
  private volatile Map<String, PublicKey> cles = Map.of();
  private Client client;

  /** Ce qu'il faut garder de l'aller pour croire le retour ; secret entre le navigateur et nous. */
  public record Tentative(String etat, String nonce, String verifieur) {}

  @PostConstruct
  void ouvrir() {
    client =
        ClientBuilder.newBuilder()
            .connectTimeout(5, TimeUnit.SECONDS)
            .readTimeout(10, TimeUnit.SECONDS)
            .build();
  }

  @PreDestroy
  void fermer() {
    client.close();
  }

  public Tentative tenter() {
    return new Tentative(tirer(), tirer(), tirer());
  }

  private String tirer() {
    var octets = new byte[32];
    hasard.nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /** L'adresse, chez Keycloak, où cette personne confirme. */
  public String adresse(Tentative t, Identite qui) {
    return emetteur
        + "/protocol/openid-connect/auth?"
        + Stream.of(
                "client_id",
                CLIENT,
                "response_type",
                "code",
                "scope",
                "openid",
                "redirect_uri",
                url + RETOUR,
                "state",
                t.etat(),
                "nonce",
                t.nonce(),
                "code_challenge",
                empreinte(t.verifieur()),
                "code_challenge_method",
                "S256",
                "acr_values",
                Assurance.ACR,
                "max_age",
                String.valueOf(AGE_AU_PLUS),
                "login_hint",
                qui.identifiant(),
                "ui_locales",
                "fr")
            .map(s -> URLEncoder.encode(s, StandardCharsets.UTF_8))
            .collect(Collectors.collectingAndThen(Collectors.toList(), Confirmer::paires));
  }

  private static String paires(List<String> suite) {
    var texte = new StringBuilder();
    for (var i = 0; i < suite.size(); i += 2) {
      texte.append(i == 0 ? "" : "&").append(suite.get(i)).append('=').append(suite.get(i + 1));
    }
    return texte.toString();
  }

  static String empreinte(String verifieur) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifieur.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Change le code contre un jeton, et le jeton contre ce qu'il prouve.
   *
   * @throws ConfirmationRefusee il ne prouve pas que c'est cette personne, maintenant, avec son
   *     second facteur
   */
  public Assurance recevoir(String code, Tentative t, Identite qui) {
    var form =
        new Form()
            .param("grant_type", "authorization_code")
            .param("client_id", CLIENT)
            .param("client_secret", secret.orElse(""))
            .param("code", code)
            .param("redirect_uri", url + RETOUR)
            .param("code_verifier", t.verifieur());
    var jeton =
        demander(
                () ->
                    client
                        .target(emetteur)
                        .path("protocol/openid-connect/token")
                        .request("application/json")
                        .post(Entity.form(form), String.class))
            .get("id_token");
    return JetonDIdentite.verifier(
        jeton instanceof String texte ? texte : null,
        new JetonDIdentite.Attendu(emetteur, CLIENT, qui.id(), t.nonce()),
        this::cle,
        horloge.instant());
  }

  /** Une clé inconnue fait relire celles du royaume : il en change. */
  private Optional<PublicKey> cle(String nom) {
    if (!cles.containsKey(nom)) {
      cles =
          cles(
              demander(
                  () ->
                      client
                          .target(emetteur)
                          .path("protocol/openid-connect/certs")
                          .request("application/json")
                          .get(String.class)));
    }
    return Optional.ofNullable(cles.get(nom));
  }

  static Map<String, PublicKey> cles(Map<String, Object> publiees) {
    var lues = new HashMap<String, PublicKey>();
    for (var une : publiees.get("keys") instanceof List<?> liste ? liste : List.of()) {
      if (une instanceof Map<?, ?> c
          && "RSA".equals(c.get("kty"))
          && "sig".equals(c.get("use"))
          && c.get("kid") instanceof String nom) {
        try {
          lues.put(
              nom,
              KeyFactory.getInstance("RSA")
                  .generatePublic(new RSAPublicKeySpec(entier(c.get("n")), entier(c.get("e")))));
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return Map.copyOf(lues);
  }

  private static BigInteger entier(Object texte) {
    return new BigInteger(1, Base64.getUrlDecoder().decode((String) texte));
  }

  @FunctionalInterface
  private interface Appel {
    String faire();
  }

  private static Map<String, Object> demander(Appel appel) {
    try {
      return JetonDIdentite.objet(appel.faire().getBytes(StandardCharsets.UTF_8));
    } catch (ProcessingException | jakarta.ws.rs.WebApplicationException e) {
      JOURNAL.log(Level.WARNING, "confirmation impossible", e);
      throw new ConfirmationRefusee(Cause.ILLISIBLE);
    }
  }
}
