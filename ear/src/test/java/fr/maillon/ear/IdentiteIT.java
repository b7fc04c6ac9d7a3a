package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.maillon.infra.ServerStack;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Prendre la place ou le nom d'un autre : par l'adresse, par le nom, par un lien d'avant, par un
 * lien rejoué. Une invitation ne s'attache qu'à qui a son secret, et un journal ne nomme que sous
 * le nom que nous tenons.
 */
@ResourceLock("invitations de l'équipe")
class IdentiteIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MOT_DE_PASSE = "Un-mot-de-passe-2026";
  private static final String SUFFIXE = UUID.randomUUID().toString().substring(0, 8);
  private static ServerStack pile;
  private static EspaceDEssai espace;

  @BeforeAll
  static void ouvrir() throws Exception {
    pile = PileDeTest.pile();
    espace = new EspaceDEssai();
  }

  /** Il ne vaut qu'une minute. */
  private static String admin() throws Exception {
    return JSON.readTree(
            HTTP.send(
                    HttpRequest.newBuilder(
                            URI.create(
                                pile.urlKeycloak()
                                    + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                            BodyPublishers.ofString(
                                "grant_type=password&client_id=admin-cli&username=admin&password="
                                    + URLEncoder.encode(
                                        pile.secret("keycloak_admin"), StandardCharsets.UTF_8)))
                        .build(),
                    BodyHandlers.ofString())
                .body())
        .path("access_token")
        .asText();
  }

  @AfterAll
  static void nettoyer() throws Exception {
    var deLEssai =
        "select id from plateforme.utilisateur where courriel like '%"
            + SUFFIXE
            + "@identite.example'";
    espace.sql(
        "delete from plateforme.envoi where maitre_ouvrage_id is null; delete from"
            + " plateforme.invitation_equipe where courriel like '%"
            + SUFFIXE
            + "@identite.example'; delete from plateforme.acte_equipe where utilisateur_id in ("
            + deLEssai
            + "); delete from plateforme.habilitation where utilisateur_id in ("
            + deLEssai
            + ")");
    espace.close();
    espace.sql("delete from plateforme.utilisateur where id in (" + deLEssai + ")");
  }

  @Test
  void uneInvitationNeVaJamaisAUnCompteQuiEnALAdresse() throws Exception {
    var victime = adresse("victime");
    var centrale = adresse("centrale");
    var attaquant = compte("attaquant-" + SUFFIXE, "attaquant@" + SUFFIXE + ".example");
    var jeton = pile.jeton("attaquant-" + SUFFIXE, MOT_DE_PASSE);
    var invitation = inviter(victime, "ADMINISTRATEUR");
    var equipe =
        espace.appeler(
            "central",
            "POST",
            "//centre/equipe",
            "{\"nom\":\"Centrale Attendue\",\"courriel\":\""
                + centrale
                + "\",\"titres\":[\"CENTRAL\"]}");
    assertThat(equipe.statut()).as(equipe.texte()).isEqualTo(201);
    var lien = Invite.lien(pile, victime, 1);
    var lienCentral = Invite.lien(pile, centrale, 1);

    // la porte de l'attaque : son propre compte, chez Keycloak
    var propre =
        (ObjectNode)
            JSON.readTree(
                appel(jeton, "GET", pile.urlKeycloak() + "/realms/maillon/account", null).body());
    propre.remove("userProfileMetadata");
    assertThat(
            appel(
                    jeton,
                    "POST",
                    pile.urlKeycloak() + "/realms/maillon/account",
                    propre.put("email", victime).toString())
                .statusCode())
        .isEqualTo(400);
    assertThat(keycloak("GET", "/users/" + attaquant, null).path("email").asText())
        .isEqualTo("attaquant@" + SUFFIXE + ".example");
    propre.put("email", "attaquant@" + SUFFIXE + ".example");
    assertThat(
            appel(
                    jeton,
                    "POST",
                    pile.urlKeycloak() + "/realms/maillon/account",
                    propre.put("username", "central-" + SUFFIXE).toString())
                .statusCode())
        .as("ni son identifiant")
        .isEqualTo(400);
    assertThat(keycloak("GET", "/users/" + attaquant, null).path("username").asText())
        .isEqualTo("attaquant-" + SUFFIXE);

    // et quand bien même l'adresse lui viendrait autrement, déclarée vérifiée
    for (var prise : new String[] {victime, centrale}) {
      adresser(attaquant, prise);
      var connecte = pile.jeton("attaquant-" + SUFFIXE, MOT_DE_PASSE);
      assertThat(
              JSON.readTree(
                      appel(connecte, "GET", pile.urlMaillon() + "/api/v1/maitres-ouvrage", null)
                          .body())
                  .path("elements"))
          .isEmpty();
      assertThat(
              appel(
                      connecte,
                      "GET",
                      pile.urlMaillon() + "/api/v1/maitres-ouvrage/" + espace.code + "/marches",
                      null)
                  .statusCode())
          .isEqualTo(404);
      assertThat(
              appel(connecte, "GET", pile.urlMaillon() + "/api/v1/centre/equipe", null)
                  .statusCode())
          .isEqualTo(403);
      for (var cle : new String[] {"", "x".repeat(43), invitation}) {
        assertThat(code(Invite.accepter(pile, connecte, cle))).isEqualTo("422 invitation-inconnue");
      }
    }
    assertThat(
            espace.lire(
                "select count(*) from plateforme.envoi where etat = 'A_FAIRE' and (sujet_id ="
                    + " '"
                    + invitation
                    + "' or sujet_type = 'invitation-equipe')"))
        .as("plus rien n'est en route")
        .containsExactly("0");
    assertThat(
            espace.lire(
                "select etat || ' ' || coalesce(utilisateur_id::text, '-') from"
                    + " plateforme.invitation where id = '"
                    + invitation
                    + "'"))
        .containsExactly("EN_ATTENTE -");
    assertThat(
            espace.lire(
                "select etat || ' ' || coalesce(utilisateur_id::text, '-') from"
                    + " plateforme.invitation_equipe where courriel = '"
                    + centrale
                    + "'"))
        .containsExactly("EN_ATTENTE -");
    assertThat(
            espace.lire(
                "select count(*) from plateforme.adhesion where utilisateur_id = '"
                    + attaquant
                    + "'"))
        .containsExactly("0");
    assertThat(
            espace.lire(
                "select count(*) from plateforme.habilitation where utilisateur_id = '"
                    + attaquant
                    + "'"))
        .containsExactly("0");

    // la vraie personne n'y perd que du temps : on le lui dit, puis elle entre, avec un compte à
    // elle
    var navigateur = Invite.navigateur();
    assertThat(
            Invite.poster(
                    navigateur, lienCentral, Invite.page(navigateur, lienCentral), MOT_DE_PASSE)
                .body())
        .contains("Un compte existe déjà à cette adresse");
    adresser(attaquant, "attaquant@" + SUFFIXE + ".example");
    Invite.ouvrirUnCompte(pile, centrale, MOT_DE_PASSE);
    Invite.ouvrirUnCompte(pile, victime, MOT_DE_PASSE);
    assertThat(lien).isEqualTo(Invite.liens(pile, victime).getLast());
    var acceptee = espace.get(EspaceDEssai.AGENT, "/invitations/" + invitation).json();
    assertThat(
            acceptee.path("etat").asText()
                + " "
                + acceptee.path("accepteePar").asText()
                + " "
                + acceptee.path("accepteeIdentifiant").asText())
        .isEqualTo("ACCEPTEE Personne Invitée " + victime);
    assertThat(acceptee.path("accepteeLe").asText()).isNotBlank();
    assertThat(
            espace.lire(
                "select utilisateur_id::text from plateforme.invitation where id = '"
                    + invitation
                    + "'"))
        .doesNotContain(attaquant)
        .hasSize(1);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                espace
                    .appeler(
                        "central",
                        "GET",
                        "//centre/invitations-equipe/" + equipe.json().path("id").asText(),
                        null)
                    .json()
                    .path("envois")
                    .findValuesAsText("etat")
                    .stream()
                    .allMatch("FAIT"::equals));
    assertThat(
            appel(
                    pile.jeton(centrale, MOT_DE_PASSE),
                    "GET",
                    pile.urlMaillon() + "/api/v1/centre/equipe",
                    null)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void unNomChangeChezKeycloakNArriveDansAucunJournal() throws Exception {
    var nina = adresse("nina");
    inviter(nina, "ACHETEUR");
    Invite.ouvrirUnCompte(pile, nina, MOT_DE_PASSE);
    var compte =
        keycloak(
                "GET",
                "/users?exact=true&username=" + URLEncoder.encode(nina, StandardCharsets.UTF_8),
                null)
            .get(0);
    keycloak(
        "PUT",
        "/users/" + compte.path("id").asText(),
        ((ObjectNode) compte).put("firstName", "Agent").put("lastName", "Lyon").toString());
    var jeton = pile.jeton(nina, MOT_DE_PASSE);
    assertThat(
            new String(
                java.util.Base64.getUrlDecoder().decode(jeton.split("\\.")[1]),
                StandardCharsets.UTF_8))
        .as("le jeton dit bien ce nom-là")
        .contains("Agent Lyon");
    assertThat(
            JSON.readTree(appel(jeton, "GET", pile.urlMaillon() + "/api/v1/moi", null).body())
                .path("nom")
                .asText())
        .isEqualTo("Personne Invitée");
    var cree =
        appel(
            jeton,
            "POST",
            pile.urlMaillon() + "/api/v1/maitres-ouvrage/" + espace.code + "/marches",
            "{\"numero\":\"N1\",\"objet\":\"Essai\",\"lots\":[{\"objet\":\"Essai\",\"montantHt\":100000,\"dureeMois\":12}]}");
    assertThat(cree.statusCode()).as(cree.body()).isEqualTo(201);
    assertThat(
            espace.lire(
                "select distinct auteur_nom from plateforme.journal where auteur_id = '"
                    + compte.path("id").asText()
                    + "'"))
        .containsExactly("Personne Invitée");
    assertThat(
            espace.lire(
                "select distinct auteur_nom from metier.evenement where auteur_id = '"
                    + compte.path("id").asText()
                    + "'"))
        .doesNotContain("Agent Lyon");
    assertThat(
            espace.lire(
                "select nom from plateforme.utilisateur where id = '"
                    + compte.path("id").asText()
                    + "'"))
        .containsExactly("Personne Invitée");
  }

  /** Inviter quelqu'un sous le nom d'un autre reste possible ; une histoire dit par quel compte. */
  @Test
  void uneHistoireDitParQuelCompteQuandDeuxPersonnesOntLeMemeNom() throws Exception {
    var sosie = adresse("sosie");
    var invite =
        espace.post(
            EspaceDEssai.AGENT,
            "/personnes",
            "{\"nom\":\"Agent Lyon\",\"courriel\":\""
                + sosie
                + "\",\"droit\":\"ACHETEUR\",\"export\":false}");
    assertThat(invite.statut()).as(invite.texte()).isEqualTo(201);
    Invite.ouvrirUnCompte(pile, sosie, MOT_DE_PASSE);
    var marche =
        "{\"numero\":\"S%d\",\"objet\":\"Essai\",\"lots\":[{\"objet\":\"Essai\",\"montantHt\":100000,\"dureeMois\":12}]}";
    var duSosie =
        appel(
            pile.jeton(sosie, MOT_DE_PASSE),
            "POST",
            pile.urlMaillon() + "/api/v1/maitres-ouvrage/" + espace.code + "/marches",
            marche.formatted(1));
    assertThat(duSosie.statusCode()).as(duSosie.body()).isEqualTo(201);
    var duVrai = espace.post(EspaceDEssai.AGENT, "/marches", marche.formatted(2));
    assertThat(duVrai.statut()).as(duVrai.texte()).isEqualTo(201);
    try (var contexte = Navigateur.contexte()) {
      var page = Navigateur.connecter(contexte.newPage(), EspaceDEssai.AGENT);
      page.navigate(
          "/m/"
              + espace.code
              + "/marches/"
              + JSON.readTree(duSosie.body()).path("id").asText()
              + "/histoire");
      assertThat(Navigateur.lisible(page.locator("main").innerText()))
          .contains("Agent Lyon (" + sosie + ")");
      page.navigate("/m/" + espace.code + "/marches/" + duVrai.json().path("id").asText());
      assertThat(Navigateur.lisible(page.locator("main").innerText()))
          .contains("Agent Lyon (agent-lyon)");
    }
  }

  /**
   * L'adresse d'un compte en donne le mot de passe : changer celle d'un facilitateur ou de
   * l'administrateur d'un autre espace, c'est prendre sa place.
   */
  @Test
  void unAdministrateurNePrendNiLAdresseNiLeNomDeQuiPeutAilleurs() throws Exception {
    espace.adherer("agent-ugap", "LECTEUR", false);
    var ugap =
        espace
            .lire("select id::text from plateforme.utilisateur where identifiant = 'agent-ugap'")
            .getFirst();
    var facilitateur =
        espace
            .lire(
                "select id::text from plateforme.utilisateur where identifiant = '"
                    + EspaceDEssai.FACILITATEUR
                    + "'")
            .getFirst();
    var avant =
        espace.lire(
            "select id || identifiant || nom || courriel || version from plateforme.utilisateur"
                + " order by id");
    var vue = espace.get(EspaceDEssai.AGENT, "/personnes/" + ugap + "/identite");
    assertThat(vue.statut() + " " + vue.json().path("modifiable").asBoolean())
        .isEqualTo("200 false");
    for (var chemin :
        new String[] {
          "PUT /nom {\"nom\":\"Agent Lyon\",\"version\":0}",
          "POST /adresse {\"courriel\":\"moi@attaquant.example\",\"version\":0}",
          "POST /adresse/nouvel-essai",
          "DELETE /adresse"
        }) {
      var parties = chemin.split(" ", 3);
      var corps = parties.length > 2 ? parties[2] : null;
      var refuse =
          espace.appeler(EspaceDEssai.AGENT, parties[0], "/personnes/" + ugap + parties[1], corps);
      assertThat(refuse.statut() + " " + refuse.json().path("code").asText())
          .as(chemin)
          .isEqualTo("422 identite-au-centre");
      assertThat(refuse.texte())
          .as("sans dire ce qu'il peut ailleurs")
          .contains("l'administration centrale")
          .doesNotContainIgnoringCase("ugap");
      assertThat(
              espace
                  .appeler(
                      EspaceDEssai.AGENT,
                      parties[0],
                      "/personnes/" + facilitateur + parties[1],
                      corps)
                  .statut())
          .as(chemin + " d'un facilitateur")
          .isEqualTo(404);
      assertThat(
              espace
                  .appeler("agent-ugap", parties[0], "/personnes/" + ugap + parties[1], corps)
                  .statut())
          .as(chemin + " par soi, sans être administrateur")
          .isEqualTo(403);
      assertThat(
              espace
                  .appeler(
                      EspaceDEssai.AGENT,
                      parties[0],
                      "//centre/personnes/" + ugap + parties[1],
                      corps)
                  .statut())
          .as(chemin + " au centre")
          .isEqualTo(403);
    }
    assertThat(
            espace.lire(
                "select id || identifiant || nom || courriel || version from plateforme.utilisateur"
                    + " order by id"))
        .isEqualTo(avant);
    assertThat(
            espace.lire(
                "select count(*) from plateforme.changement_adresse where personne_id in ('"
                    + ugap
                    + "', '"
                    + facilitateur
                    + "')"))
        .containsExactly("0");
    espace.sql(
        "delete from plateforme.adhesion where maitre_ouvrage_id = '"
            + espace.id
            + "' and utilisateur_id = '"
            + ugap
            + "'");
  }

  @Test
  void leLienDAvantMeurtQuandUnAutrePartEtLireNeConsommeRien() throws Exception {
    var adele = adresse("adele");
    var invitation = inviter(adele, "LECTEUR");
    var ancien = Invite.lien(pile, adele, 1);
    for (var fois = 0; fois < 2; fois++) {
      assertThat(Invite.page(Invite.navigateur(), ancien))
          .contains("vous êtes invité dans l'espace d'", "Agent Lyon", adele);
    }
    assertThat(
            espace.lire("select etat from plateforme.invitation where id = '" + invitation + "'"))
        .containsExactly("EN_ATTENTE");
    assertThat(pile.courrier().recus(adele)).as("lire n'envoie rien").hasSize(1);

    var relance =
        espace.post(EspaceDEssai.AGENT, "/invitations/" + invitation + "/nouvel-essai", null);
    assertThat(relance.statut()).as(relance.texte()).isEqualTo(200);
    assertThat(Invite.page(Invite.navigateur(), ancien))
        .as("dès le geste, sans attendre le nouveau")
        .contains("Ce lien n'ouvre aucune invitation");
    assertThat(code(Invite.accepter(pile, pile.jeton("agent-ugap"), Invite.cle(ancien))))
        .isEqualTo("422 invitation-inconnue");
    var nouveau = Invite.lien(pile, adele, 2);
    assertThat(Invite.page(Invite.navigateur(), ancien))
        .contains("Ce lien n'ouvre aucune invitation");
    assertThat(
            Invite.page(Invite.navigateur(), nouveau.replaceAll("cle=.*", "cle=" + "A".repeat(43))))
        .as("inconnu et remplacé : la même réponse")
        .contains("Ce lien n'ouvre aucune invitation");

    // expiré, il le dit ; renvoyé, il revit ; annulé, il est inconnu
    espace.sql(
        "update plateforme.invitation set invitee_le = now() - interval '9 days', expire_le = now()"
            + " - interval '1 day' where id = '"
            + invitation
            + "'");
    assertThat(Invite.page(Invite.navigateur(), nouveau)).contains("Ce lien a expiré");
    assertThat(code(Invite.accepter(pile, pile.jeton("agent-ugap"), Invite.cle(nouveau))))
        .isEqualTo("422 invitation-expiree");
    assertThat(
            espace
                .post(EspaceDEssai.AGENT, "/invitations/" + invitation + "/nouvel-essai", null)
                .statut())
        .isEqualTo(200);
    var dernier = Invite.lien(pile, adele, 3);
    assertThat(
            espace
                .appeler(EspaceDEssai.AGENT, "DELETE", "/invitations/" + invitation, null)
                .statut())
        .isEqualTo(204);
    assertThat(Invite.page(Invite.navigateur(), dernier))
        .contains("Ce lien n'ouvre aucune invitation");

    // le secret n'est écrit nulle part : ni en base, ni dans un journal du serveur
    for (var secret : new String[] {Invite.cle(ancien), Invite.cle(nouveau), Invite.cle(dernier)}) {
      assertThat(
              espace.lire(
                  "select nom from app.chercher_partout('" + secret + "') where lignes > 0"))
          .isEmpty();
      try (var journaux = Files.walk(pile.donnees().resolve("liberty"))) {
        for (var journal :
            journaux
                .filter(f -> f.toString().endsWith(".log") || f.toString().endsWith(".json"))
                .toList()) {
          assertThat(Files.readString(journal, StandardCharsets.ISO_8859_1).contains(secret))
              .as(journal.toString())
              .isFalse();
        }
      }
    }
  }

  @Test
  void vingtAcceptationsALaFoisEnFontUne() throws Exception {
    // par un compte neuf
    var lea = adresse("lea");
    var invitation = inviter(lea, "LECTEUR");
    var lien = Invite.lien(pile, lea, 1);
    var pages = new java.util.concurrent.ConcurrentLinkedQueue<Callable<String>>();
    for (var i = 0; i < 20; i++) {
      var navigateur = Invite.navigateur();
      var page = Invite.page(navigateur, lien);
      pages.add(
          () -> String.valueOf(Invite.poster(navigateur, lien, page, MOT_DE_PASSE).statusCode()));
    }
    var reponses = ensemble(() -> pages.remove().call());
    assertThat(reponses.stream().filter("302"::equals)).as(reponses.toString()).hasSize(1);
    assertThat(
            keycloak(
                "GET",
                "/users?exact=true&username=" + URLEncoder.encode(lea, StandardCharsets.UTF_8),
                null))
        .hasSize(1);
    assertThat(
            espace.lire(
                "select count(*) from plateforme.adhesion a join plateforme.utilisateur u on u.id ="
                    + " a.utilisateur_id where u.courriel = '"
                    + lea
                    + "'"))
        .containsExactly("1");
    assertThat(Invite.page(Invite.navigateur(), lien)).contains("Cette invitation est acceptée");
    assertThat(
            espace
                .get(EspaceDEssai.AGENT, "/invitations/" + invitation)
                .json()
                .path("etat")
                .asText())
        .isEqualTo("ACCEPTEE");

    // par un compte qui existe : celui qui accepte, quelle que soit son adresse
    var autre = adresse("autre");
    inviter(autre, "LECTEUR");
    var cle = Invite.cle(Invite.lien(pile, autre, 1));
    var caen = pile.jeton("agent-chu-caen");
    var codes = ensemble(() -> code(Invite.accepter(pile, caen, cle)));
    assertThat(codes.stream().filter("200 "::equals)).as(codes.toString()).hasSize(1);
    assertThat(codes.stream().filter("422 invitation-utilisee"::equals)).hasSize(19);
    assertThat(code(Invite.accepter(pile, pile.jeton("agent-ugap"), cle)))
        .as("une seconde fois, par un autre")
        .isEqualTo("422 invitation-utilisee");
    assertThat(
            espace.lire(
                "select u.identifiant from plateforme.adhesion a join plateforme.utilisateur u on"
                    + " u.id = a.utilisateur_id where a.maitre_ouvrage_id = '"
                    + espace.id
                    + "' and u.identifiant in ('agent-chu-caen', 'agent-ugap')"))
        .containsExactly("agent-chu-caen");
  }

  @Test
  void unMotDePasseFaibleEstRefuseEnFrancaisEtLeLienReste() throws Exception {
    var max = adresse("max");
    inviter(max, "LECTEUR");
    var lien = Invite.lien(pile, max, 1);
    var navigateur = Invite.navigateur();
    var page = Invite.page(navigateur, lien);
    regarder(lien);
    assertThat(Invite.poster(navigateur, lien, page, "a").body())
        .contains("Douze caractères au moins.");
    assertThat(Invite.poster(navigateur, lien, page, "MotDePasse123456").body())
        .contains("Ce mot de passe est trop courant");
    assertThat(Invite.poster(navigateur, lien, page, max).body())
        .contains("Le mot de passe ne peut pas être votre adresse.");
    assertThat(
            keycloak(
                "GET",
                "/users?exact=true&username=" + URLEncoder.encode(max, StandardCharsets.UTF_8),
                null))
        .as("aucun compte n'est né")
        .isEmpty();
    assertThat(Invite.poster(navigateur, lien, page, MOT_DE_PASSE).statusCode()).isEqualTo(302);
    assertThat(Invite.poster(navigateur, lien, page, MOT_DE_PASSE).body())
        .as("le second onglet n'affiche pas ce qu'on y a tapé")
        .doesNotContain(MOT_DE_PASSE);
    assertThat(pile.jeton(max, MOT_DE_PASSE)).isNotEmpty();
  }

  /** La page, telle qu'elle se lit : large et étroite, ouverte, refusée, inconnue. */
  private static void regarder(String lien) {
    try (var contexte = Navigateur.contexte()) {
      var page = contexte.newPage();
      for (var vue : new String[] {"ouverte", "refusee", "inconnue"}) {
        page.navigate(vue.equals("inconnue") ? lien.replaceAll("cle=.*", "cle=x") : lien);
        if (vue.equals("refusee")) {
          page.locator("#motDePasse").fill("court");
          page.locator("#encore").fill("court");
          page.locator("#ouvrir").click();
          assertThat(page.locator("#motDePasse-erreur").innerText())
              .isEqualTo("Douze caractères au moins.");
        }
        assertThat(page.url()).doesNotContain("cle=");
        for (var largeur : new int[] {1280, 360}) {
          page.setViewportSize(largeur, 900);
          assertThat(Navigateur.defauts(page)).as(vue).isEmpty();
          assertThat(
                  (boolean)
                      page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
              .as(vue + " déborde à " + largeur)
              .isTrue();
          var dossier = System.getProperty("maillon.captures");
          if (dossier != null) {
            page.screenshot(
                new com.microsoft.playwright.Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(
                        java.nio.file.Path.of(
                            dossier, "invitation-" + vue + "-" + largeur + ".png")));
          }
        }
      }
    }
  }

  private static List<String> ensemble(Callable<String> geste) throws Exception {
    var depart = new CyclicBarrier(20);
    var reponses = new ArrayList<String>();
    try (var fils = Executors.newVirtualThreadPerTaskExecutor()) {
      var taches = new ArrayList<java.util.concurrent.Future<String>>();
      for (var i = 0; i < 20; i++) {
        taches.add(
            fils.submit(
                () -> {
                  depart.await();
                  return geste.call();
                }));
      }
      for (var tache : taches) {
        reponses.add(tache.get());
      }
    }
    return reponses;
  }

  private static String inviter(String courriel, String droit) {
    var r =
        espace.post(
            EspaceDEssai.AGENT,
            "/personnes",
            "{\"nom\":\"Personne Invitée\",\"courriel\":\""
                + courriel
                + "\",\"droit\":\""
                + droit
                + "\",\"export\":false}");
    assertThat(r.statut()).as(r.texte()).isEqualTo(201);
    return r.json().path("id").asText();
  }

  private static String adresse(String qui) {
    return qui + "." + SUFFIXE + "@identite.example";
  }

  private static String compte(String identifiant, String courriel) throws Exception {
    keycloak(
        "POST",
        "/users",
        "{\"username\":\""
            + identifiant
            + "\",\"email\":\""
            + courriel
            + "\",\"emailVerified\":true,\"firstName\":\"A\",\"lastName\":\"B\",\"enabled\":true,\"groups\":[\"/agents\"],"
            + "\"credentials\":[{\"type\":\"password\",\"value\":\""
            + MOT_DE_PASSE
            + "\",\"temporary\":false}]}");
    return keycloak("GET", "/users?exact=true&username=" + identifiant, null)
        .get(0)
        .path("id")
        .asText();
  }

  private static void adresser(String compte, String courriel) throws Exception {
    keycloak(
        "PUT",
        "/users/" + compte,
        ((ObjectNode) keycloak("GET", "/users/" + compte, null))
            .put("email", courriel)
            .put("emailVerified", true)
            .toString());
    assertThat(keycloak("GET", "/users/" + compte, null).path("email").asText())
        .isEqualTo(courriel);
  }

  private static String code(HttpResponse<String> r) throws Exception {
    return r.statusCode() + " " + JSON.readTree(r.body()).path("code").asText();
  }

  private static JsonNode keycloak(String methode, String chemin, String corps) throws Exception {
    var r = appel(admin(), methode, pile.urlKeycloak() + "/admin/realms/maillon" + chemin, corps);
    assertThat(r.statusCode()).as(chemin + " " + r.body()).isBetween(200, 299);
    return r.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(r.body());
  }

  private static HttpResponse<String> appel(
      String jeton, String methode, String adresse, String corps) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(adresse))
            .header("Authorization", "Bearer " + jeton)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(
                methode, corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps))
            .build(),
        BodyHandlers.ofString());
  }
}
