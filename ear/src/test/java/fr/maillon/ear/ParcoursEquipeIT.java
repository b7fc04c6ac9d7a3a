package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.Courrier;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * L'équipe tenue par l'administration centrale : une personne invitée, du courriel reçu au geste de
 * son titre, puis au refus de ce geste, avec le même jeton, sitôt le titre retiré ; Keycloak suit,
 * ou finit par suivre quand il ne répondait plus.
 */
@Isolated("Keycloak s'y arrête pour tous")
class ParcoursEquipeIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MOT_DE_PASSE = "Un-mot-de-passe-2026";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SUFFIXE = UUID.randomUUID().toString().substring(0, 8);
  private static final String FACILITATEUR1 = "00000000-0000-4000-8000-000000000011";
  private static final String CENTRAL = "00000000-0000-4000-8000-000000000031";
  private static ServerStack pile;
  private static String central;

  private record Reponse(int status, JsonNode corps) {
    String texte(String champ) {
      return corps.path(champ).asText();
    }
  }

  @BeforeAll
  static void ouvrir() {
    pile = PileDeTest.pile();
    central = pile.jeton("central");
  }

  /** Les titres donnés ici ne restent pas : d'autres essais comptent l'équipe. */
  @AfterAll
  static void nettoyer() throws SQLException {
    var deLEssai =
        "select id from plateforme.utilisateur where courriel like '%"
            + SUFFIXE
            + "@equipe.example'";
    superutilisateur(
        "delete from plateforme.habilitation where utilisateur_id in ('"
            + CENTRAL
            + "', '"
            + FACILITATEUR1
            + "') and au is not null; delete from plateforme.envoi where maitre_ouvrage_id is null;"
            + " delete from plateforme.invitation_equipe where courriel like '%"
            + SUFFIXE
            + "@equipe.example'; delete from plateforme.acte_equipe;"
            + "delete from plateforme.affectation where utilisateur_id in ("
            + deLEssai
            + "); delete from plateforme.habilitation where utilisateur_id in ("
            + deLEssai
            + "); delete from plateforme.utilisateur where id in ("
            + deLEssai
            + ")");
  }

  @Test
  void uneInvitationVaDuCourrielAuTitreEtUnTitreRetireEstRefuseAvecLeMemeJeton() throws Exception {
    var nour = adresse("nour");
    var invitee =
        post(
            central,
            "",
            "{\"nom\":\"Nour Équipière\",\"courriel\":\""
                + nour
                + "\",\"titres\":[\"COORDINATEUR\",\"FACILITATEUR\"]}");
    assertThat(invitee.status()).as(invitee.corps().toString()).isEqualTo(201);
    assertThat(invitee.texte("titresLibelle")).isEqualTo("facilitateur, coordinateur");
    var lettre = recu(nour, "Maillon : vous êtes invité dans l'équipe");
    assertThat(lettre.texte())
        .contains(
            "Bonjour Nour Équipière,",
            "Administration Centrale vous invite dans l'équipe",
            "Vous y serez : facilitateur, coordinateur.");
    Invite.ouvrirUnCompte(pile, nour, MOT_DE_PASSE);
    prete(invitee.texte("id"));

    var membre = membre(nour);
    var id = membre.path("id").asText();
    assertThat(
            membre.path("titresLibelle").asText()
                + " "
                + membre.path("espaces").asInt()
                + " "
                + membre.path("compte").path("etat").asText())
        .isEqualTo("facilitateur, coordinateur 0 A_JOUR");
    assertThat(groupes(id)).containsExactlyInAnyOrder("equipe", "facilitateurs", "coordinateurs");
    // un seul jeton jusqu'au bout : c'est la base qui décide
    var jeton = pile.jeton(nour, MOT_DE_PASSE);
    assertThat(appeler(jeton, "GET", "/equipe/passations", null).status()).isEqualTo(200);
    assertThat(appeler(jeton, "GET", "/centre/equipe", null).status()).isEqualTo(403);

    var retire = post(central, "/" + id + "/retrait", "{\"titre\":\"COORDINATEUR\"}");
    assertThat(retire.status()).isEqualTo(200);
    assertThat(retire.corps().path("membre").path("titresLibelle").asText())
        .isEqualTo("facilitateur");
    refus(403, "interdit", appeler(jeton, "GET", "/equipe/passations", null));
    assertThat(appeler(jeton, "GET", "/equipe/facilitateurs", null).status()).isEqualTo(403);
    assertThat(appeler(jeton, "GET", "/participants", null).status())
        .as("facilitatrice encore")
        .isEqualTo(200);
    compteAJour(id);
    assertThat(groupes(id)).containsExactlyInAnyOrder("equipe", "facilitateurs");

    refus(
        422,
        "titre-non-tenu",
        post(central, "/" + id + "/retrait", "{\"titre\":\"COORDINATEUR\"}"));
    refus(
        422,
        "titre-deja-tenu",
        post(central, "/" + id + "/titres", "{\"titre\":\"FACILITATEUR\"}"));
    refus(422, "titre-hors-equipe", post(central, "/" + id + "/titres", "{\"titre\":\"AGENT\"}"));
    refus(
        422,
        "deja-de-l-equipe",
        post(
            central,
            "",
            "{\"nom\":\"Nour Équipière\",\"courriel\":\"" + nour + "\",\"titres\":[\"SUPPORT\"]}"));
    refus(
        400,
        "demande-invalide",
        post(
            central,
            "",
            "{\"nom\":\"Sans Titre\",\"courriel\":\"" + adresse("sans") + "\",\"titres\":[]}"));
    refus(400, "demande-invalide", post(central, "/" + id + "/titres", "{}"));

    // affectée, elle assiste : son titre ne se retire qu'après une passation
    superutilisateur(
        "insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id, utilisateur_id,"
            + " du) select gen_random_uuid(), c.id, c.maitre_ouvrage_id, '"
            + id
            + "', current_date from plateforme.convention c join plateforme.maitre_ouvrage m on"
            + " m.id = c.maitre_ouvrage_id where m.code = 'lyon' order by c.numero limit 1");
    assertThat(appeler(jeton, "GET", "/maitres-ouvrage/lyon/marches", null).status())
        .isEqualTo(200);
    var retenue = post(central, "/" + id + "/retrait", "{\"titre\":\"FACILITATEUR\"}");
    refus(422, "portefeuille-a-passer", retenue);
    assertThat(retenue.texte("detail"))
        .contains("Nour Équipière est encore affecté à 1 maître d'ouvrage", "Transferts");
    superutilisateur("delete from plateforme.affectation where utilisateur_id = '" + id + "'");
    assertThat(post(central, "/" + id + "/retrait", "{\"titre\":\"FACILITATEUR\"}").status())
        .isEqualTo(200);
    refus(403, "interdit", appeler(jeton, "GET", "/participants", null));

    var fiche = get(central, "/" + id).corps();
    assertThat(fiche.path("membre").path("titres")).isEmpty();
    assertThat(fiche.path("actes").findValuesAsText("phrase"))
        .containsExactlyInAnyOrder(
            "a donné le titre de facilitateur",
            "a donné le titre de coordinateur",
            "a retiré le titre de coordinateur",
            "a retiré le titre de facilitateur");
    assertThat(fiche.path("actes").findValuesAsText("par")).containsOnly("Administration Centrale");
    assertThat(
            get(central, "?anciens=true&taille=100")
                .corps()
                .path("elements")
                .findValuesAsText("courriel"))
        .contains(nour);
    assertThat(get(central, "?taille=100").corps().path("elements").findValuesAsText("courriel"))
        .doesNotContain(nour)
        .contains("central@maillon.example", "support@maillon.example");
    assertThat(get(central, "?titre=SUPPORT").corps().path("elements").findValuesAsText("courriel"))
        .containsExactly("support@maillon.example");

    // plus un titre, et nul espace : son compte se ferme ; un titre rendu le rouvre, avec le même
    // mot de passe
    compteAJour(id);
    assertThatThrownBy(() -> pile.jeton(nour, MOT_DE_PASSE)).hasMessageContaining("disabled");
    assertThat(post(central, "/" + id + "/titres", "{\"titre\":\"COORDINATEUR\"}").status())
        .isEqualTo(200);
    compteAJour(id);
    assertThat(appeler(pile.jeton(nour, MOT_DE_PASSE), "GET", "/equipe/passations", null).status())
        .isEqualTo(200);
  }

  private static void compteAJour(String id) {
    attendre(
        () -> get(central, "/" + id),
        r -> r.corps().path("membre").path("compte").path("etat").asText().equals("A_JOUR"));
  }

  @Test
  void ilResteToujoursUnAdministrateurCentral() throws Exception {
    refus(
        422,
        "dernier-central",
        post(central, "/" + CENTRAL + "/retrait", "{\"titre\":\"CENTRAL\"}"));
    refus(
        422,
        "portefeuille-a-passer",
        post(central, "/" + FACILITATEUR1 + "/retrait", "{\"titre\":\"FACILITATEUR\"}"));
    assertThat(appeler(pile.jeton("central"), "GET", "/centre/equipe", null).status())
        .isEqualTo(200);
    for (var compte : List.of("coordinateur", "facilitateur1", "support", "agent-lyon")) {
      refus(403, "interdit", appeler(pile.jeton(compte), "GET", "/centre/equipe", null));
      refus(
          403,
          "interdit",
          appeler(
              pile.jeton(compte),
              "POST",
              "/centre/equipe/" + FACILITATEUR1 + "/titres",
              "{\"titre\":\"CENTRAL\"}"));
    }
  }

  /**
   * Un facilitateur devient coordinateur : son jeton d'avant n'a pas ce rôle, et lui ouvre toujours
   * ce qu'il ouvrait.
   */
  @Test
  void unTitreDonneVautAuProchainJetonEtNeFermeRienDIciLa() throws Exception {
    var avant = pile.jeton("facilitateur1");
    var donne = post(central, "/" + FACILITATEUR1 + "/titres", "{\"titre\":\"COORDINATEUR\"}");
    assertThat(donne.status()).as(donne.corps().toString()).isEqualTo(200);
    try {
      assertThat(appeler(avant, "GET", "/maitres-ouvrage/lyon", null).texte("titre"))
          .isEqualTo("FACILITATEUR");
      assertThat(appeler(avant, "GET", "/equipe/passations", null).status()).isEqualTo(403);
      compteAJour(FACILITATEUR1);
      var apres = pile.jeton("facilitateur1");
      assertThat(appeler(apres, "GET", "/maitres-ouvrage/lyon", null).texte("titre"))
          .as("le plus large de ses titres")
          .isEqualTo("COORDINATEUR");
      assertThat(appeler(apres, "GET", "/equipe/passations", null).status()).isEqualTo(200);
    } finally {
      assertThat(
              post(central, "/" + FACILITATEUR1 + "/retrait", "{\"titre\":\"COORDINATEUR\"}")
                  .status())
          .isEqualTo(200);
      compteAJour(FACILITATEUR1);
    }
    assertThat(groupes(FACILITATEUR1)).containsExactlyInAnyOrder("equipe", "facilitateurs");
  }

  @Test
  void keycloakNeRepondPlusLeRefusVautDejaEtLesGroupesSuiventEnsuite() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "il faut savoir suspendre un processus");
    var max = adresse("max");
    var invitation =
        post(
                central,
                "",
                "{\"nom\":\"Max Soutien\",\"courriel\":\"" + max + "\",\"titres\":[\"SUPPORT\"]}")
            .texte("id");
    Invite.ouvrirUnCompte(pile, max, MOT_DE_PASSE);
    prete(invitation);
    var id = membre(max).path("id").asText();
    suspendre("STOP");
    try {
      assertThat(post(central, "/" + id + "/retrait", "{\"titre\":\"SUPPORT\"}").status())
          .as("la base n'attend pas Keycloak")
          .isEqualTo(200);
      var bloque =
          attendre(
              () -> get(central, "/" + id),
              r ->
                  !r.corps().path("membre").path("compte").path("erreur").asText("").isEmpty()
                      && !r.corps().path("membre").path("compte").path("erreur").isNull());
      assertThat(bloque.corps().path("membre").path("compte").path("erreur").asText())
          .isEqualTo("Le service des comptes ne répond pas.");
      assertThat(bloque.corps().path("membre").path("titres")).isEmpty();
    } finally {
      suspendre("CONT");
    }
    assertThat(post(central, "/" + id + "/nouvel-essai", null).status()).isEqualTo(200);
    compteAJour(id);
    assertThat(groupes(id)).containsExactly("equipe");
    refus(422, "compte-a-jour", post(central, "/" + id + "/nouvel-essai", null));
  }

  /**
   * Un compte que l'exploitant garde hors du groupe « equipe » : Maillon ne peut rien sur lui, le
   * dit, et n'en refuse pas moins le titre retiré.
   */
  @Test
  void unCompteHorsDePorteeSeDit() throws Exception {
    assertThat(post(central, "/" + CENTRAL + "/titres", "{\"titre\":\"SUPPORT\"}").status())
        .isEqualTo(200);
    try {
      var dit =
          attendre(
              () -> get(central, "/" + CENTRAL),
              r -> r.corps().path("membre").path("compte").path("etat").asText().equals("ECHEC"));
      assertThat(dit.corps().path("membre").path("compte").path("erreur").asText())
          .isEqualTo(
              "Maillon ne tient pas ce compte : l'exploitant le met dans le groupe « equipe », ou"
                  + " change ses groupes lui-même.");
    } finally {
      assertThat(post(central, "/" + CENTRAL + "/retrait", "{\"titre\":\"SUPPORT\"}").status())
          .isEqualTo(200);
      compteAJour(CENTRAL);
    }
    assertThat(groupes(CENTRAL)).containsExactly("administrateurs-centraux");
  }

  /** Une agente qui rejoint l'équipe garde son compte, son mot de passe et son espace. */
  @Test
  void uneAgenteRejointLEquipeSansPerdreSonEspace() throws Exception {
    var courriel = "agent-deux-espaces@maillon.example";
    var invitation =
        post(
                central,
                "",
                "{\"nom\":\"Agent Deux-Espaces\",\"courriel\":\""
                    + courriel
                    + "\",\"titres\":[\"SUPPORT\"]}")
            .texte("id");
    try {
      assertThat(
              Invite.accepter(
                      pile,
                      pile.jeton("agent-deux-espaces"),
                      Invite.cle(Invite.lien(pile, courriel, 1)))
                  .statusCode())
          .isEqualTo(200);
      prete(invitation);
      refus(
          422,
          "invitation-close",
          appeler(
              central, "POST", "/centre/invitations-equipe/" + invitation + "/nouvel-essai", null));
      refus(
          422,
          "invitation-close",
          appeler(central, "DELETE", "/centre/invitations-equipe/" + invitation, null));
      var jeton = pile.jeton("agent-deux-espaces");
      assertThat(appeler(jeton, "GET", "/maitres-ouvrage/lyon/marches", null).status())
          .isEqualTo(200);
      assertThat(
              appeler(
                      jeton,
                      "POST",
                      "/acces-support/bris-de-glace",
                      "{\"code\":\"nulle-part\",\"motif\":\"essai de l'équipe\"}")
                  .status())
          .as("support, l'espace n'existe pas")
          .isEqualTo(404);
      assertThat(groupes("00000000-0000-4000-8000-000000000006"))
          .containsExactlyInAnyOrder("agents", "support");
    } finally {
      post(central, "/00000000-0000-4000-8000-000000000006/retrait", "{\"titre\":\"SUPPORT\"}");
      attendre(
          () -> get(central, "/00000000-0000-4000-8000-000000000006"),
          r -> r.corps().path("membre").path("compte").path("etat").asText().equals("A_JOUR"));
      superutilisateur(
          "delete from plateforme.habilitation where utilisateur_id ="
              + " '00000000-0000-4000-8000-000000000006'; delete from plateforme.envoi where"
              + " sujet_id = '"
              + invitation
              + "'; delete from plateforme.invitation_equipe where id = '"
              + invitation
              + "'");
    }
    assertThat(groupes("00000000-0000-4000-8000-000000000006")).containsExactly("agents");
  }

  private static String adresse(String qui) {
    return qui + "-" + SUFFIXE + "@equipe.example";
  }

  private static void prete(String invitation) throws InterruptedException {
    attendre(
        () -> appeler(central, "GET", "/centre/invitations-equipe/" + invitation, null),
        r ->
            r.texte("etat").equals("ACCEPTEE")
                && r.corps().path("envois").findValuesAsText("etat").stream()
                    .allMatch("FAIT"::equals));
  }

  private static JsonNode membre(String courriel) {
    for (var m : get(central, "?taille=100").corps().path("elements")) {
      if (m.path("courriel").asText().equals(courriel)) {
        return m;
      }
    }
    throw new AssertionError("nul membre n'est " + courriel);
  }

  /** Remis au courrier n'est pas encore rangé. */
  private static Courrier.Recu recu(String adresse, String sujet) {
    return await(sujet)
        .atMost(PATIENCE)
        .until(
            () ->
                pile.courrier().recus(adresse).stream()
                    .filter(m -> m.sujet().equals(sujet))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static Reponse attendre(Supplier<Reponse> lecture, Predicate<Reponse> fini) {
    return await().atMost(PATIENCE).until(lecture::get, fini);
  }

  private static void refus(int statut, String code, Reponse r) {
    assertThat(r.status() + " " + r.texte("code"))
        .as(r.corps().toString())
        .isEqualTo(statut + " " + code);
  }

  private static void suspendre(String signal) throws IOException, InterruptedException {
    for (var pid : pile.processus().get("Keycloak")) {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor();
    }
  }

  /** Ses groupes, tels que le compte de service les voit. */
  private static List<String> groupes(String id) throws Exception {
    var jeton =
        JSON.readTree(
                HTTP.send(
                        HttpRequest.newBuilder(
                                URI.create(
                                    pile.urlKeycloak()
                                        + "/realms/maillon/protocol/openid-connect/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(
                                BodyPublishers.ofString(
                                    "grant_type=client_credentials&client_id=maillon-comptes&client_secret="
                                        + URLEncoder.encode(
                                            pile.secret("comptes"), StandardCharsets.UTF_8)))
                            .build(),
                        BodyHandlers.ofString())
                    .body())
            .path("access_token")
            .asText();
    return JSON.readTree(
            HTTP.send(
                    HttpRequest.newBuilder(
                            URI.create(
                                pile.urlKeycloak()
                                    + "/admin/realms/maillon/users/"
                                    + id
                                    + "/groups"))
                        .header("Authorization", "Bearer " + jeton)
                        .build(),
                    BodyHandlers.ofString())
                .body())
        .findValuesAsText("name");
  }

  private static Reponse get(String jeton, String chemin) {
    return appeler(jeton, "GET", "/centre/equipe" + chemin, null);
  }

  private static Reponse post(String jeton, String chemin, String corps) {
    return appeler(jeton, "POST", "/centre/equipe" + chemin, corps);
  }

  private static Reponse appeler(String jeton, String methode, String chemin, String corps) {
    try {
      var requete =
          HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + chemin))
              .header("Authorization", "Bearer " + jeton);
      if (corps != null) {
        requete.header("Content-Type", "application/json");
      }
      var r =
          HTTP.send(
              requete
                  .method(
                      methode,
                      corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps))
                  .build(),
              BodyHandlers.ofString());
      return new Reponse(
          r.statusCode(), r.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(r.body()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void superutilisateur(String sql) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      i.execute(sql);
    }
  }
}
