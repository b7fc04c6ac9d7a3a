package fr.maillon.web.securite;

import fr.maillon.isolation.Assurance;
import fr.maillon.isolation.Identite;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.servlet.http.HttpServletRequest;
import java.io.StringReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.security.auth.Subject;

/**
 * Qui est connecté, d'après le jeton d'identité que Liberty a reçu de Keycloak et vérifié. Il est
 * dans le sujet de l'appelant, non dans une session : tout nœud le connaît.
 */
public final class Connexion {
  private static final String CLE = Connexion.class.getName();
  private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

  /**
   * Un jeton se lit une fois, non à chaque page : il vit une connexion, et ne change pas. Plein, on
   * oublie tout, et chacun est relu.
   */
  private static final ConcurrentHashMap<String, Jetons> LUS = new ConcurrentHashMap<>();

  private static final int AU_PLUS = 5_000;

  private Connexion() {}

  private record Jetons(String idToken, Identite identite, Optional<String> emetteur) {}

  public static Optional<Identite> identite(HttpServletRequest requete) {
    return jetons(requete).map(Jetons::identite);
  }

  /**
   * Le jeton d'identité, tel quel : Keycloak le demande pour fermer sa propre session sans poser de
   * question.
   */
  public static Optional<String> idToken(HttpServletRequest requete) {
    return jetons(requete).map(Jetons::idToken);
  }

  /**
   * Cette connexion, et elle seule : le jeton d'identité change à chacune. Un cookie d'une
   * connexion passée ne dit rien de celle-ci.
   */
  static String marque(HttpServletRequest requete) {
    return jetons(requete)
        .map(j -> j.identite().id() + "~" + Integer.toHexString(j.idToken().hashCode()))
        .orElse("");
  }

  /** L'adresse du royaume ({@code iss}), d'où l'on se connecte et se déconnecte. */
  public static Optional<String> emetteur(HttpServletRequest requete) {
    return jetons(requete).flatMap(Jetons::emetteur);
  }

  private static Optional<Jetons> jetons(HttpServletRequest requete) {
    if (requete.getUserPrincipal() == null) {
      return Optional.empty();
    }
    if (requete.getAttribute(CLE) instanceof Jetons connus) {
      return Optional.of(connus);
    }
    var lus = dansLeSujet();
    lus.ifPresent(j -> requete.setAttribute(CLE, j));
    return lus;
  }

  /**
   * Chargé à la première demande authentifiée : les règles de cette classe se vérifient sans
   * serveur.
   */
  private static final class Liberty {
    static final MethodHandle SUJET = sujetDeLiberty();
  }

  private static Optional<Jetons> dansLeSujet() {
    try {
      var sujet = (Subject) Liberty.SUJET.invoke();
      if (sujet == null) {
        return Optional.empty();
      }
      return sujet.getPrivateCredentials(Map.class).stream()
          .map(m -> m.get("id_token"))
          .filter(Objects::nonNull)
          .map(Object::toString)
          .findFirst()
          .map(Connexion::lire);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Jetons lire(String idToken) {
    if (LUS.size() > AU_PLUS) {
      LUS.clear();
    }
    return LUS.computeIfAbsent(
        idToken,
        t -> {
          var r = corps(t);
          var identifiant = r.getString("preferred_username", r.getString("sub"));
          var identite =
              new Identite(
                  UUID.fromString(r.getString("sub")),
                  identifiant,
                  identifiant,
                  roles(r),
                  Assurance.de(
                      r.getString("acr", null),
                      r.containsKey("auth_time")
                          ? Instant.ofEpochSecond(r.getJsonNumber("auth_time").longValueExact())
                          : null));
          return new Jetons(t, identite, Optional.ofNullable(r.getString("iss", null)));
        });
  }

  /**
   * WSSubject est une API publique de Liberty, mais son archive de compilation n'est pas publiée.
   */
  private static MethodHandle sujetDeLiberty() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Class.forName("com.ibm.websphere.security.auth.WSSubject"),
              "getCallerSubject",
              MethodType.methodType(Subject.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static JsonObject corps(String jeton) {
    var json =
        new String(Base64.getUrlDecoder().decode(jeton.split("\\.")[1]), StandardCharsets.UTF_8);
    try (var lecteur = JSON.createReader(new StringReader(json))) {
      return lecteur.readObject();
    }
  }

  static Set<String> roles(JsonObject revendications) {
    var groupes =
        revendications.containsKey("groups")
            ? revendications.getJsonArray("groups")
            : revendications.containsKey("realm_access")
                ? revendications.getJsonObject("realm_access").getJsonArray("roles")
                : null;
    return groupes == null
        ? Set.of()
        : groupes.getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .collect(Collectors.toUnmodifiableSet());
  }
}
