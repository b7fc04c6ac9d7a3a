package fr.maillon.personne;

import fr.maillon.envoi.Contretemps;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Les comptes, chez Keycloak, par le compte de service {@code maillon-comptes}. Il ne peut que créer dans les groupes {@link #AGENTS} et
 * {@link #EQUIPE}, voir et tenir leurs membres, les mettre dans les groupes des titres et les en ôter : ni un rôle, ni le royaume, ni un compte
 * qui n'est d'aucun des deux. Chaque geste peut se refaire sans effet de plus.
 */
@ApplicationScoped
public class Comptes {
  /** @param actif faux : fermé, après un retrait */
  public record Compte(UUID id, String identifiant, boolean actif) {}

  /** Les agents des espaces ; donne leur rôle. */
  public static final String AGENTS = "agents";
  /** Les comptes que Maillon a ouverts pour l'équipe ; ne donne aucun rôle. */
  public static final String EQUIPE = "equipe";
  private static final String CLIENT = "maillon-comptes";
  /** Celui des pages : l'écran de Keycloak y ramène, une fois le mot de passe choisi. */
  private static final String PAGES = "maillon-web";
  private static final String JSON = "application/json";
  private static final int CONFLIT = 409;

  @Inject @ConfigProperty(name = "maillon.emetteur", defaultValue = "http://localhost:8180/realms/maillon") String emetteur;
  @Inject @ConfigProperty(name = "maillon.comptes.secret") Optional<String> secret;

  private Client client;

  @PostConstruct
  void ouvrir() {
    client = ClientBuilder.newBuilder().connectTimeout(5, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS).build();
  }

  @PreDestroy
  void fermer() {
    client.close();
  }

  /** Le compte de cette adresse, parmi ceux que Maillon tient. */
  public Optional<Compte> trouver(String courriel) throws Contretemps {
    try (var reponse = appeler(() -> requete("users", "email", courriel, "exact", "true").get())) {
      exiger(reponse, 200);
      return lire(reponse).asJsonArray().stream().map(JsonValue::asJsonObject).filter(u -> courriel.equalsIgnoreCase(u.getString("email", ""))).findFirst().map(Comptes::compte);
    }
  }

  /** Crée le compte dans ce groupe, sans mot de passe : {@link #faireChoisirUnMotDePasse} suit. */
  public Compte creer(String courriel, String nom, String groupe) throws Contretemps {
    var coupe = nom.indexOf(' ');
    var corps = Json.createObjectBuilder().add("username", courriel).add("email", courriel)
        .add("firstName", coupe < 0 ? nom : nom.substring(0, coupe)).add("lastName", coupe < 0 ? nom : nom.substring(coupe + 1))
        .add("enabled", true).add("groups", Json.createArrayBuilder().add("/" + groupe)).add("requiredActions", Json.createArrayBuilder().add("UPDATE_PASSWORD")).build();
    try (var reponse = appeler(() -> requete("users").post(Entity.entity(corps.toString(), JSON)))) {
      if (reponse.getStatus() == CONFLIT) {
        throw Contretemps.refus("L'adresse " + courriel + " est celle d'un compte que Maillon ne voit pas. L'exploitant peut l'ajouter au groupe des agents, ou à celui de l'équipe.", null);
      }
      exiger(reponse, 201);
    }
    return trouver(courriel).orElseThrow(() -> Contretemps.panne("Le compte vient d'être créé et ne se lit pas encore.", null));
  }

  /**
   * Met le compte dans des groupes et l'ôte d'autres ; ce qui est déjà ainsi ne change pas. Un rôle vaut au prochain jeton : c'est la base
   * qui décide d'ici là.
   */
  public void ranger(UUID id, Set<String> dans, Set<String> hors) throws Contretemps {
    var siens = new HashMap<String, String>();
    try (var reponse = appeler(() -> requete("users/" + id + "/groups").get())) {
      if (reponse.getStatus() == 404) {
        throw Contretemps.refus("Le service des comptes n'a plus ce compte. Invitez de nouveau la personne, ou retirez-lui ses titres.", null);
      }
      exiger(reponse, 200);
      lire(reponse).asJsonArray().stream().map(JsonValue::asJsonObject).forEach(g -> siens.put(g.getString("name"), g.getString("id")));
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
        try (var reponse = appeler(() -> requete("users/" + id + "/groups/" + siens.get(groupe)).delete())) {
          exigerTenu(reponse);
        }
      }
    }
  }

  /** Un compte que ni {@link #AGENTS} ni {@link #EQUIPE} ne compte est hors de portée, et doit le rester : c'est à l'exploitant. */
  private static void exigerTenu(Response reponse) throws Contretemps {
    if (reponse.getStatus() == 403) {
      throw Contretemps.refus("Maillon ne tient pas ce compte : l'exploitant le met dans le groupe « " + EQUIPE + " », ou change ses groupes lui-même.", null);
    }
    exiger(reponse, 204);
  }

  private String groupe(String nom) throws Contretemps {
    try (var reponse = appeler(() -> requete("groups", "search", nom, "exact", "true").get())) {
      exiger(reponse, 200);
      return lire(reponse).asJsonArray().stream().map(JsonValue::asJsonObject).filter(g -> g.getString("name").equals(nom)).map(g -> g.getString("id")).findFirst()
          .orElseThrow(() -> Contretemps.panne("Le service des comptes n'a pas le groupe « " + nom + " » : l'exploitant doit revoir le réglage.", null));
    }
  }

  /** Ouvre de nouveau un compte fermé, ou le ferme et le déconnecte partout. */
  public void activer(UUID id, boolean actif) throws Contretemps {
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
      try (var reponse = appeler(() -> requete("users/" + id).put(Entity.entity(corps.toString(), JSON)))) {
        exiger(reponse, 204);
      }
    }
    if (!actif) {
      try (var reponse = appeler(() -> requete("users/" + id + "/logout").post(null))) {
        exiger(reponse, 204);
      }
    }
  }

  /** Keycloak écrit à la personne, avec un lien pour choisir son mot de passe. */
  void faireChoisirUnMotDePasse(UUID id, Duration duree) throws Contretemps {
    try (var reponse = appeler(() -> requete("users/" + id + "/execute-actions-email", "lifespan", duree.toSeconds(), "client_id", PAGES)
        .put(Entity.entity("[\"UPDATE_PASSWORD\"]", JSON)))) {
      if (reponse.getStatus() == 500) {
        throw Contretemps.panne("Le service des comptes n'a pas pu écrire à la personne : son serveur de courrier ne prend pas le message.", null);
      }
      exiger(reponse, 200, 204);
    }
  }

  private static Compte compte(JsonObject u) {
    return new Compte(UUID.fromString(u.getString("id")), u.getString("username"), u.getBoolean("enabled", true));
  }

  private jakarta.ws.rs.client.Invocation.Builder requete(String chemin, Object... parametres) throws Contretemps {
    WebTarget cible = client.target(emetteur.replaceFirst("/realms/([^/]+)/?$", "/admin/realms/$1")).path(chemin);
    for (var i = 0; i < parametres.length; i += 2) {
      cible = cible.queryParam((String) parametres[i], parametres[i + 1]);
    }
    return cible.request(JSON).header("Authorization", "Bearer " + jeton());
  }

  /** Neuf à chaque geste : un geste est rare, et un jeton gardé survivrait à un secret changé. */
  private String jeton() throws Contretemps {
    var cle = secret.orElseThrow(() -> Contretemps.panne("Le secret du service des comptes n'est pas réglé (MAILLON_COMPTES_SECRET).", null));
    try (var reponse = appeler(() -> client.target(emetteur).path("protocol/openid-connect/token").request(JSON)
        .post(Entity.form(new Form().param("grant_type", "client_credentials").param("client_id", CLIENT).param("client_secret", cle))))) {
      exiger(reponse, 200);
      return ((JsonString) lire(reponse).asJsonObject().get("access_token")).getString();
    }
  }

  @FunctionalInterface
  private interface Appel {
    Response faire() throws Contretemps;
  }

  private static Response appeler(Appel appel) throws Contretemps {
    try {
      return appel.faire();
    } catch (ProcessingException e) {
      throw Contretemps.panne("Le service des comptes ne répond pas.", e);
    }
  }

  private static void exiger(Response reponse, int... attendus) throws Contretemps {
    for (var attendu : attendus) {
      if (reponse.getStatus() == attendu) {
        return;
      }
    }
    var cause = new IllegalStateException("HTTP " + reponse.getStatus() + " " + reponse.readEntity(String.class));
    throw switch (reponse.getStatus()) {
      case 400 -> Contretemps.refus("Le service des comptes refuse ce nom ou cette adresse. Annulez l'invitation et refaites-la.", cause);
      case 401, 403 -> Contretemps.panne("Le service des comptes refuse Maillon : l'exploitant doit revoir le réglage.", cause);
      default -> Contretemps.panne("Le service des comptes ne peut pas répondre pour l'instant (réponse " + reponse.getStatus() + ").", cause);
    };
  }

  private static JsonValue lire(Response reponse) throws Contretemps {
    try (JsonReader lecteur = Json.createReader(new StringReader(reponse.readEntity(String.class)))) {
      return lecteur.readValue();
    } catch (jakarta.json.JsonException e) {
      throw Contretemps.panne("Le service des comptes a répondu ce que Maillon ne sait pas lire.", e);
    }
  }
}
