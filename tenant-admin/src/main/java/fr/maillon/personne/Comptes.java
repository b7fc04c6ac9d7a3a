package fr.maillon.personne;

import fr.maillon.envoi.EchecDEnvoi;
import fr.maillon.regle.RegleMetier;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Les comptes, chez Keycloak, par le compte de service {@code maillon-comptes}. Il ne peut que
 * créer dans les groupes {@link #AGENTS} et {@link #EQUIPE}, voir et tenir leurs membres, les
 * mettre dans les groupes des titres et les en ôter : ni un rôle, ni le royaume, ni un compte qui
 * n'est d'aucun des deux. Chaque geste peut se refaire sans effet de plus.
 */
@ApplicationScoped
public class Comptes {
  /**
   * @param actif faux : fermé, après un retrait
   */
  public record Compte(UUID id, String identifiant, boolean actif) {}

  /** Les agents des espaces ; donne leur rôle. */
  public static final String AGENTS = "agents";

  /** Les comptes que Maillon a ouverts pour l'équipe ; ne donne aucun rôle. */
  public static final String EQUIPE = "equipe";

  private static final String CLIENT = "maillon-comptes";

  /** L'invitation qui a ouvert le compte. */
  private static final String MARQUE = "maillon-invitation";

  private static final String JSON = "application/json";
  private static final int CONFLIT = 409;
  private static final int PAGE = 500;

  @Inject
  @ConfigProperty(name = "maillon.emetteur", defaultValue = "http://localhost:8180/realms/maillon")
  String emetteur;

  @Inject
  @ConfigProperty(name = "maillon.comptes.secret")
  Optional<String> secret;

  private Client client;

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

  /**
   * Ouvre un compte neuf, avec ce mot de passe. Refait après une coupure, remplace celui que cette
   * même invitation avait ouvert et qui n'a pas servi : il en porte la marque, que Keycloak ne
   * laisse écrire qu'à l'administration. Un compte fermé à ce nom laisse aussi la place : il
   * n'ouvrait plus rien.
   *
   * @throws RegleMetier {@code mot-de-passe-refuse}, {@code compte-existant}
   */
  Compte creer(String courriel, String nom, String groupe, UUID invitation, String motDePasse)
      throws EchecDEnvoi {
    var corps =
        nommer(Json.createObjectBuilder(), nom)
            .add("username", courriel)
            .add("email", courriel)
            .add("emailVerified", true)
            .add("enabled", true)
            .add("groups", Json.createArrayBuilder().add("/" + groupe))
            .add(
                "attributes",
                Json.createObjectBuilder()
                    .add(MARQUE, Json.createArrayBuilder().add(invitation.toString())))
            .add("credentials", Json.createArrayBuilder().add(motDePasse(motDePasse)))
            .build();
    for (var essai = 0; essai < 2; essai++) {
      try (var reponse =
          appeler(() -> requete("users").post(Entity.entity(corps.toString(), JSON)))) {
        if (reponse.getStatus() == 201) {
          return nomme(courriel)
              .map(Comptes::compte)
              .orElseThrow(
                  () ->
                      EchecDEnvoi.panne(
                          "Le compte vient d'être créé et ne se lit pas encore.", null));
        }
        if (reponse.getStatus() == 400) {
          throw refusDuMotDePasse(reponse);
        }
        if (reponse.getStatus() != CONFLIT) {
          exiger(reponse, 201);
        }
      }
      var present = nomme(courriel).orElseThrow(Comptes::existant);
      if (present.getBoolean("enabled", true) && !deCetteInvitation(present, invitation)) {
        throw existant();
      }
      try (var reponse = appeler(() -> requete("users/" + present.getString("id")).delete())) {
        exigerTenu(reponse);
      }
    }
    throw existant();
  }

  private static JsonObjectBuilder nommer(JsonObjectBuilder compte, String nom) {
    var coupe = nom.indexOf(' ');
    return compte
        .add("firstName", coupe < 0 ? nom : nom.substring(0, coupe))
        .add("lastName", coupe < 0 ? nom : nom.substring(coupe + 1));
  }

  /**
   * Remet le nom du compte, et son adresse si elle change : elle est alors son identifiant, si
   * l'ancienne l'était.
   *
   * @param courriel null : l'adresse ne change pas
   * @return son identifiant
   */
  public String identifier(UUID id, String nom, String courriel) throws EchecDEnvoi {
    JsonObject lu;
    try (var reponse = appeler(() -> requete("users/" + id).get())) {
      if (reponse.getStatus() == 404) {
        throw EchecDEnvoi.refus("Le service des comptes n'a plus ce compte.", null);
      }
      exiger(reponse, 200);
      lu = lire(reponse).asJsonObject();
    }
    var corps = nommer(Json.createObjectBuilder(lu), nom);
    var identifiant = lu.getString("username");
    if (courriel != null) {
      identifiant =
          identifiant.equalsIgnoreCase(lu.getString("email", "")) ? courriel : identifiant;
      corps.add("email", courriel).add("emailVerified", true).add("username", identifiant);
    }
    var voulu = corps.build().toString();
    try (var reponse = appeler(() -> requete("users/" + id).put(Entity.entity(voulu, JSON)))) {
      switch (reponse.getStatus()) {
        case CONFLIT ->
            throw EchecDEnvoi.refus(
                "Cette adresse ne peut pas être prise : elle est celle d'un autre compte. Annulez,"
                    + " et choisissez-en une autre.",
                null);
        case 400 ->
            throw EchecDEnvoi.refus(
                "Le service des comptes refuse ce nom ou cette adresse.",
                new IllegalStateException(reponse.readEntity(String.class)));
        default -> exigerTenu(reponse);
      }
    }
    return identifiant;
  }

  private static JsonObject motDePasse(String valeur) {
    return Json.createObjectBuilder()
        .add("type", "password")
        .add("value", valeur)
        .add("temporary", false)
        .build();
  }

  private static boolean deCetteInvitation(JsonObject compte, UUID invitation) {
    var attributs = compte.getJsonObject("attributes");
    return attributs != null
        && attributs.containsKey(MARQUE)
        && attributs
            .getJsonArray(MARQUE)
            .getValuesAs(JsonString::getString)
            .contains(invitation.toString());
  }

  private Optional<JsonObject> nomme(String identifiant) throws EchecDEnvoi {
    try (var reponse =
        appeler(() -> requete("users", "username", identifiant, "exact", "true").get())) {
      exiger(reponse, 200);
      return lire(reponse).asJsonArray().stream()
          .map(JsonValue::asJsonObject)
          .filter(u -> identifiant.equalsIgnoreCase(u.getString("username", "")))
          .findFirst();
    }
  }

  private static RegleMetier existant() {
    return new RegleMetier(
        "compte-existant",
        "Un compte existe déjà à cette adresse. Si c'est le vôtre, connectez-vous pour accepter ;"
            + " sinon, dites-le à qui vous a invité.");
  }

  private static RegleMetier refusDuMotDePasse(Response reponse) throws EchecDEnvoi {
    var code = lire(reponse).asJsonObject().getString("error", "");
    var phrase =
        switch (code) {
          case "invalidPasswordMinLengthMessage" -> "Douze caractères au moins.";
          case "invalidPasswordMaxLengthMessage" -> "128 caractères au plus.";
          case "invalidPasswordBlacklistedMessage" ->
              "Ce mot de passe est trop courant : on l'essaierait en premier. Trois ou quatre mots"
                  + " sans rapport font bien l'affaire.";
          case "invalidPasswordNotUsernameMessage", "invalidPasswordNotEmailMessage" ->
              "Le mot de passe ne peut pas être votre adresse.";
          case "invalidPasswordHistoryMessage" ->
              "Vous avez déjà eu ce mot de passe : choisissez-en un autre.";
          default -> null;
        };
    if (phrase == null) {
      throw EchecDEnvoi.refus(
          "Le service des comptes refuse ce nom ou cette adresse. Dites-le à qui vous a invité.",
          new IllegalStateException(code));
    }
    return new RegleMetier("mot-de-passe-refuse", "motDePasse", phrase);
  }

  /**
   * Met le compte dans des groupes et l'ôte d'autres ; ce qui est déjà ainsi ne change pas. Un rôle
   * vaut au prochain jeton : c'est la base qui décide d'ici là.
   */
  public void ranger(UUID id, Set<String> dans, Set<String> hors) throws EchecDEnvoi {
    var siens = new HashMap<String, String>();
    try (var reponse = appeler(() -> requete("users/" + id + "/groups").get())) {
      if (reponse.getStatus() == 404) {
        throw EchecDEnvoi.refus(
            "Le service des comptes n'a plus ce compte. Invitez de nouveau la personne, ou"
                + " retirez-lui ses titres.",
            null);
      }
      exiger(reponse, 200);
      lire(reponse).asJsonArray().stream()
          .map(JsonValue::asJsonObject)
          .forEach(g -> siens.put(g.getString("name"), g.getString("id")));
    }
    for (var groupe : dans) {
      if (!siens.containsKey(groupe)) {
        var cible = "users/" + id + "/groups/" + groupe(groupe);
        try (var reponse = appeler(() -> requete(cible).put(Entity.entity("{}", JSON)))) {
          exigerTenu(reponse);
        }
      }
    }
    for (var groupe : hors) {
      if (siens.containsKey(groupe)) {
        try (var reponse =
            appeler(() -> requete("users/" + id + "/groups/" + siens.get(groupe)).delete())) {
          exigerTenu(reponse);
        }
      }
    }
  }

  /**
   * Un compte que ni {@link #AGENTS} ni {@link #EQUIPE} ne compte est hors de portée, et doit le
   * rester : c'est à l'exploitant.
   */
  private static void exigerTenu(Response reponse) throws EchecDEnvoi {
    if (reponse.getStatus() == 403) {
      throw EchecDEnvoi.refus(
          "Maillon ne tient pas ce compte : l'exploitant le met dans le groupe « "
              + EQUIPE
              + " », ou change ses groupes lui-même.",
          null);
    }
    exiger(reponse, 204);
  }

  private String groupe(String nom) throws EchecDEnvoi {
    try (var reponse = appeler(() -> requete("groups", "search", nom, "exact", "true").get())) {
      exiger(reponse, 200);
      return lire(reponse).asJsonArray().stream()
          .map(JsonValue::asJsonObject)
          .filter(g -> g.getString("name").equals(nom))
          .map(g -> g.getString("id"))
          .findFirst()
          .orElseThrow(
              () ->
                  EchecDEnvoi.panne(
                      "Le service des comptes n'a pas le groupe « "
                          + nom
                          + " » : l'exploitant doit revoir le réglage.",
                      null));
    }
  }

  /** Les membres d'un groupe. */
  Set<UUID> membres(String groupe) throws EchecDEnvoi {
    var cible = "groups/" + groupe(groupe) + "/members";
    var membres = new HashSet<UUID>();
    for (var page = PAGE; page == PAGE; ) {
      int debut = membres.size();
      try (var reponse =
          appeler(
              () ->
                  requete(cible, "briefRepresentation", "true", "first", debut, "max", PAGE)
                      .get())) {
        exiger(reponse, 200);
        var lus = lire(reponse).asJsonArray();
        lus.stream()
            .map(JsonValue::asJsonObject)
            .forEach(u -> membres.add(UUID.fromString(u.getString("id"))));
        page = lus.size();
      }
    }
    return membres;
  }

  /** Ouvre de nouveau un compte fermé, ou le ferme et le déconnecte partout. */
  public void activer(UUID id, boolean actif) throws EchecDEnvoi {
    JsonObject lu;
    try (var reponse = appeler(() -> requete("users/" + id).get())) {
      if (reponse.getStatus() == 404) {
        return;
      }
      exiger(reponse, 200);
      lu = lire(reponse).asJsonObject();
    }
    if (lu.getBoolean("enabled", true) != actif) {
      var corps = Json.createObjectBuilder(lu).add("enabled", actif).build();
      try (var reponse =
          appeler(() -> requete("users/" + id).put(Entity.entity(corps.toString(), JSON)))) {
        exiger(reponse, 204);
      }
    }
    if (!actif) {
      try (var reponse = appeler(() -> requete("users/" + id + "/logout").post(null))) {
        exiger(reponse, 204);
      }
    }
  }

  private static Compte compte(JsonObject u) {
    return new Compte(
        UUID.fromString(u.getString("id")), u.getString("username"), u.getBoolean("enabled", true));
  }

  private jakarta.ws.rs.client.Invocation.Builder requete(String chemin, Object... parametres)
      throws EchecDEnvoi {
    WebTarget cible =
        client.target(emetteur.replaceFirst("/realms/([^/]+)/?$", "/admin/realms/$1")).path(chemin);
    for (var i = 0; i < parametres.length; i += 2) {
      cible = cible.queryParam((String) parametres[i], parametres[i + 1]);
    }
    return cible.request(JSON).header("Authorization", "Bearer " + jeton());
  }

  /** Neuf à chaque geste : un geste est rare, et un jeton gardé survivrait à un secret changé. */
  private String jeton() throws EchecDEnvoi {
    var cle =
        secret.orElseThrow(
            () ->
                EchecDEnvoi.panne(
                    "Le secret du service des comptes n'est pas réglé (MAILLON_COMPTES_SECRET).",
                    null));
    try (var reponse =
        appeler(
            () ->
                client
                    .target(emetteur)
                    .path("protocol/openid-connect/token")
                    .request(JSON)
                    .post(
                        Entity.form(
                            new Form()
                                .param("grant_type", "client_credentials")
                                .param("client_id", CLIENT)
                                .param("client_secret", cle))))) {
      exiger(reponse, 200);
      return ((JsonString) lire(reponse).asJsonObject().get("access_token")).getString();
    }
  }

  @FunctionalInterface
  private interface Appel {
    Response faire() throws EchecDEnvoi;
  }

  private static Response appeler(Appel appel) throws EchecDEnvoi {
    try {
      return appel.faire();
    } catch (ProcessingException e) {
      throw EchecDEnvoi.panne("Le service des comptes ne répond pas.", e);
    }
  }

  private static void exiger(Response reponse, int... attendus) throws EchecDEnvoi {
    for (var attendu : attendus) {
      if (reponse.getStatus() == attendu) {
        return;
      }
    }
    var cause =
        new IllegalStateException(
            "HTTP " + reponse.getStatus() + " " + reponse.readEntity(String.class));
    throw switch (reponse.getStatus()) {
      case 400 ->
          EchecDEnvoi.refus(
              "Le service des comptes refuse ce nom ou cette adresse. Annulez l'invitation et"
                  + " refaites-la.",
              cause);
      case 401, 403 ->
          EchecDEnvoi.panne(
              "Le service des comptes refuse Maillon : l'exploitant doit revoir le réglage.",
              cause);
      default ->
          EchecDEnvoi.panne(
              "Le service des comptes ne peut pas répondre pour l'instant (réponse "
                  + reponse.getStatus()
                  + ").",
              cause);
    };
  }

  private static JsonValue lire(Response reponse) throws EchecDEnvoi {
    try (JsonReader lecteur =
        Json.createReader(new StringReader(reponse.readEntity(String.class)))) {
      return lecteur.readValue();
    } catch (jakarta.json.JsonException e) {
      throw EchecDEnvoi.panne(
          "Le service des comptes a répondu ce que Maillon ne sait pas lire.", e);
    }
  }
}
