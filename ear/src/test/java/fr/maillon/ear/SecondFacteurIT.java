package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import fr.maillon.infra.ServerStack;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Allumé pour le temps de cette classe. Un mot de passe ne suffit ni à entrer là où l'on a des
 * droits sur les autres, ni, cinq minutes après, à en user.
 */
@Isolated("le second facteur s'allume pour tous")
class SecondFacteurIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ABSENT = "99999999-0000-4000-8000-000000000000";
  private static final String NEUVE =
      "neuve-" + UUID.randomUUID().toString().substring(0, 8) + "@equipe.example";
  private static final String MOT_DE_PASSE = "Un-mot-de-passe-2026";
  private static ServerStack pile;
  private static String admin;
  private static long adminDepuis;
  private static boolean avant;
  private static String vraieHeure;

  /** Un geste par l'API. */
  private record Appel(String compte, String methode, String chemin, String corps) {}

  private static final Map<String, Appel> PAR_L_API =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "Exports.demander",
                  new Appel("agent-lyon", "POST", "/maitres-ouvrage/lyon/exports", null)),
              Map.entry(
                  "Exports.telecharger",
                  new Appel(
                      "agent-lyon",
                      "GET",
                      "/maitres-ouvrage/lyon/exports/" + ABSENT + "/archive.zip",
                      null)),
              Map.entry(
                  "FermerEspace.fermer",
                  new Appel(
                      "central", "POST", "/centre/maitres-ouvrage/" + ABSENT + "/fermeture", "{}")),
              Map.entry(
                  "BriserLaGlace.executer",
                  new Appel("support", "POST", "/acces-support/bris-de-glace", "{}")),
              Map.entry(
                  "DeposerEspaces.confirmer",
                  new Appel(
                      "central",
                      "POST",
                      "/centre/import-espaces/" + ABSENT + "/confirmation",
                      null)),
              Map.entry(
                  "InviterAdministrateur.executer",
                  new Appel(
                      "central",
                      "POST",
                      "/centre/maitres-ouvrage/" + ABSENT + "/administrateurs",
                      "{}")),
              Map.entry(
                  "InviterAdministrateur.relancer",
                  new Appel(
                      "central", "POST", "/centre/invitations/" + ABSENT + "/nouvel-essai", null)),
              Map.entry(
                  "InviterDansLEquipe.executer",
                  new Appel("central", "POST", "/centre/equipe", "{}")),
              Map.entry(
                  "InviterPersonne.executer",
                  new Appel("agent-lyon", "POST", "/maitres-ouvrage/lyon/personnes", "{}")),
              Map.entry(
                  "OuvrirEspace.executer",
                  new Appel("central", "POST", "/centre/maitres-ouvrage", "{}")),
              Map.entry(
                  "RelancerInvitation.relancer",
                  new Appel(
                      "agent-lyon",
                      "POST",
                      "/maitres-ouvrage/lyon/invitations/" + ABSENT + "/nouvel-essai",
                      null)),
              Map.entry(
                  "RelancerInvitationEquipe.relancer",
                  new Appel(
                      "central",
                      "POST",
                      "/centre/invitations-equipe/" + ABSENT + "/nouvel-essai",
                      null)),
              Map.entry(
                  "ChangerIdentite.renommer",
                  new Appel(
                      "agent-lyon",
                      "PUT",
                      "/maitres-ouvrage/lyon/personnes/" + ABSENT + "/nom",
                      "{}")),
              Map.entry(
                  "ChangerIdentite.demander",
                  new Appel(
                      "agent-lyon",
                      "POST",
                      "/maitres-ouvrage/lyon/personnes/" + ABSENT + "/adresse",
                      "{}")),
              Map.entry(
                  "ChangerIdentite.relancer",
                  new Appel(
                      "central",
                      "POST",
                      "/centre/personnes/" + ABSENT + "/adresse/nouvel-essai",
                      null)),
              Map.entry(
                  "ChangerDroit.changer",
                  new Appel(
                      "agent-lyon", "PUT", "/maitres-ouvrage/lyon/personnes/" + ABSENT, "{}")),
              Map.entry(
                  "RetirerPersonne.retirer",
                  new Appel(
                      "agent-lyon", "DELETE", "/maitres-ouvrage/lyon/personnes/" + ABSENT, null)),
              Map.entry(
                  "DonnerTitre.donner",
                  new Appel("central", "POST", "/centre/equipe/" + ABSENT + "/titres", "{}")),
              Map.entry(
                  "RetirerTitre.retirer",
                  new Appel("central", "POST", "/centre/equipe/" + ABSENT + "/retrait", "{}")),
              Map.entry(
                  "ProposerBaisse.proposer",
                  new Appel(
                      "central", "POST", "/centre/parametres/SECRET_EFFECTIF_MIN/baisses", "{}")),
              Map.entry(
                  "ProposerBaisse.confirmer",
                  new Appel(
                      "central",
                      "POST",
                      "/centre/parametres/SECRET_EFFECTIF_MIN/baisses/" + ABSENT + "/confirmation",
                      null)),
              Map.entry(
                  "ProposerBaisse.abandonner",
                  new Appel(
                      "central",
                      "DELETE",
                      "/centre/parametres/SECRET_EFFECTIF_MIN/baisses/" + ABSENT,
                      null)),
              Map.entry(
                  "ChangerParametre.ajouter",
                  new Appel(
                      "central", "POST", "/centre/parametres/SECRET_EFFECTIF_MIN/valeurs", "{}")),
              Map.entry(
                  "ChangerParametre.retirer",
                  new Appel(
                      "central",
                      "DELETE",
                      "/centre/parametres/SECRET_EFFECTIF_MIN/valeurs/2026-01-01",
                      null))));

  @BeforeAll
  static void ouvrir() throws Exception {
    pile = PileDeTest.pile();
    var integre =
        read("/authentication/flows")
            .valueStream()
            .filter(f -> f.path("alias").asText().equals("direct grant"))
            .findFirst()
            .orElseThrow()
            .get("id")
            .asText();
    client("essai-simple", integre, String.valueOf(System.currentTimeMillis() / 1000));
    client("essai-ancien", null, "1700000000");
    avant = pile.secondFacteur();
    exiger(true);
    for (var compte :
        List.of("central", "coordinateur", "support", "facilitateur1", "agent-lyon")) {
      pile.enroler(compte);
    }
  }

  /** Le serveur relit son réglage un instant après. */
  private static void exiger(boolean exige) throws Exception {
    pile.exigerSecondFacteur(exige);
    var simple = jeton("essai-simple", "central");
    var attendu = exige ? 401 : 200;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                appeler(new Appel("central", "GET", "/centre/equipe", null), simple).statusCode()
                    == attendu);
  }

  @AfterAll
  static void rendre() throws Exception {
    if (!avant) {
      exiger(false);
    }
    for (var nom : List.of("essai-simple", "essai-ancien")) {
      for (var client : read("/clients?clientId=" + nom)) {
        send("DELETE", "/clients/" + client.get("id").asText(), null);
      }
    }
    for (var compte : read("/users?exact=true&username=" + NEUVE)) {
      send("DELETE", "/users/" + compte.get("id").asText(), null);
    }
    heureDeConnexion(null);
  }

  @Test
  void sansSecondFacteurOnNEntrePasLaOuLOnADesDroitsSurLesAutres() throws Exception {
    for (var appel :
        List.of(
            new Appel("central", "GET", "/centre/equipe", null),
            new Appel("coordinateur", "GET", "/equipe/passations", null),
            new Appel("facilitateur1", "GET", "/portefeuille/demandes", null),
            new Appel("facilitateur1", "GET", "/maitres-ouvrage/lyon/marches", null),
            new Appel("agent-lyon", "GET", "/maitres-ouvrage/lyon/marches", null))) {
      var r = appeler(appel, jeton("essai-simple", appel.compte()));
      assertThat(r.statusCode()).as(appel + " " + r.body()).isEqualTo(401);
      assertThat(r.headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("error=\"insufficient_user_authentication\"", "acr_values=\"second-facteur\"")
          .doesNotContain("max_age");
      assertThat(JSON.readTree(r.body()).path("code").asText()).isEqualTo("second-facteur-requis");
      assertThat(appeler(appel, pile.jeton(appel.compte())).statusCode())
          .as(appel.toString())
          .isEqualTo(200);
    }
    var acheteuse = new Appel("agent-deux-espaces", "GET", "/maitres-ouvrage/lyon/marches", null);
    assertThat(appeler(acheteuse, jeton("essai-simple", "agent-deux-espaces")).statusCode())
        .as("qui n'a de droit que sur ses marchés entre par son mot de passe")
        .isEqualTo(200);
  }

  @Test
  void chaqueGesteSensibleVeutUneConfirmationRecenteEtLApiLeDitCommeLaRfc9470() throws Exception {
    assertThat(PAR_L_API.keySet())
        .as("chaque geste marqué est éprouvé")
        .containsExactlyInAnyOrderElementsOf(
            ArchitectureTest.SENSIBLES.values().stream().flatMap(List::stream).toList());
    var anciens = new TreeMap<String, String>();
    var frais = new TreeMap<String, String>();
    for (var geste : PAR_L_API.entrySet()) {
      var appel = geste.getValue();
      if (!anciens.containsKey(appel.compte())) {
        anciens.put(appel.compte(), jeton("essai-ancien", appel.compte()));
        frais.put(appel.compte(), pile.jeton(appel.compte()));
      }
      var r = appeler(appel, anciens.get(appel.compte()));
      assertThat(r.statusCode()).as(geste.getKey() + " " + r.body()).isEqualTo(401);
      assertThat(r.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(r.headers().firstValue("WWW-Authenticate").orElse(""))
          .as(geste.getKey())
          .startsWith("Bearer error=\"insufficient_user_authentication\"")
          .contains("acr_values=\"second-facteur\"", "max_age=\"300\"");
      assertThat(JSON.readTree(r.body()).path("code").asText()).isEqualTo("confirmation-requise");
      // un export demandé se prépare : on ne demande pas celui-là
      if (!geste.getKey().equals("Exports.demander")) {
        assertThat(appeler(appel, frais.get(appel.compte())).statusCode())
            .as(geste.getKey() + ", connecté à l'instant")
            .isIn(400, 404, 409, 422);
      }
    }
    assertThat(
            appeler(new Appel("central", "GET", "/centre/equipe", null), anciens.get("central"))
                .statusCode())
        .as("lire ne demande rien de plus")
        .isEqualTo(200);
  }

  @Test
  void quiADesDroitsSansSecondFacteurEnChoisitUnASaConnexionEtSesCodesDeSecoursServent()
      throws Exception {
    var groupes = JSON.createArrayNode().add("/equipe").add("/coordinateurs");
    send(
        "POST",
        "/users",
        JSON.createObjectNode()
            .put("username", NEUVE)
            .put("email", NEUVE)
            .put("firstName", "Neuve")
            .put("lastName", "Équipière")
            .put("enabled", true)
            .<ObjectNode>set("groups", groupes)
            .toString());
    var id = read("/users?exact=true&username=" + NEUVE).get(0).get("id").asText();
    send(
        "PUT",
        "/users/" + id + "/reset-password",
        JSON.createObjectNode()
            .put("type", "password")
            .put("value", MOT_DE_PASSE)
            .put("temporary", false)
            .toString());
    String secours;
    try (var contexte = Navigateur.contexte()) {
      var page = contexte.newPage();
      entrer(page, NEUVE, MOT_DE_PASSE);
      assertThat(page.locator("#totpSecret").count())
          .as("il faut en choisir un : " + page.content())
          .isEqualTo(1);
      montrer(page, "second-facteur-choisir");
      page.locator("#totp")
          .fill(ServerStack.codeDuSecret(page.locator("#totpSecret").inputValue()));
      page.locator("#userLabel").fill("Téléphone");
      page.locator("#saveTOTPBtn").click();
      page.waitForLoadState();
      montrer(page, "second-facteur-secours");
      assertThat(page.content())
          .as("rien d'anglais, même pour qui n'entend que la page")
          .doesNotContain("Warning alert", "en-US");
      secours = page.locator("[name=generatedRecoveryAuthnCodes]").inputValue().split(",")[0];
      page.locator("#kcRecoveryCodesConfirmationCheck").check();
      page.locator("#saveRecoveryAuthnCodesBtn").click();
      page.waitForURL(
          adresse -> adresse.startsWith(Navigateur.url()) && !adresse.contains("/oidcclient/"));
    }
    try (var contexte = Navigateur.contexte()) {
      var page = contexte.newPage();
      entrer(page, NEUVE, MOT_DE_PASSE);
      montrer(page, "second-facteur-code");
      page.locator("#try-another-way").click();
      page.waitForLoadState();
      montrer(page, "second-facteur-autre");
      page.locator("main [role=button], .choix-un [role=button]").last().click();
      page.waitForLoadState();
      montrer(page, "second-facteur-code-de-secours");
      page.locator("#recoveryCodeInput").fill(secours);
      page.locator("#kc-login").click();
      page.waitForURL(
          adresse -> adresse.startsWith(Navigateur.url()) && !adresse.contains("/oidcclient/"));
    }
  }

  @Test
  void uneCleDeSecuriteVautLeCodeDuTelephone() throws Exception {
    var compte = "cle-" + NEUVE;
    send(
        "POST",
        "/users",
        JSON.createObjectNode()
            .put("username", compte)
            .put("email", compte)
            .put("firstName", "Claire")
            .put("lastName", "Clé")
            .put("enabled", true)
            .<ObjectNode>set("groups", JSON.createArrayNode().add("/equipe").add("/coordinateurs"))
            .toString());
    var id = read("/users?exact=true&username=" + compte).get(0).get("id").asText();
    send(
        "PUT",
        "/users/" + id + "/reset-password",
        JSON.createObjectNode()
            .put("type", "password")
            .put("value", MOT_DE_PASSE)
            .put("temporary", false)
            .toString());
    pile.enroler(compte);
    send(
        "PUT",
        "/users/" + id,
        JSON.createObjectNode()
            .set("requiredActions", JSON.createArrayNode().add("webauthn-register"))
            .toString());
    try (var contexte = Navigateur.contexte()) {
      var page = contexte.newPage();
      var cle = contexte.newCDPSession(page);
      cle.send("WebAuthn.enable");
      var options = new JsonObject();
      options.add(
          "options",
          JsonParser.parseString(
              "{\"protocol\":\"ctap2\",\"transport\":\"usb\",\"hasUserVerification\":true,\"isUserVerified\":true,\"automaticPresenceSimulation\":true}"));
      cle.send("WebAuthn.addVirtualAuthenticator", options);
      page.onDialog(d -> d.accept("Ma clé"));
      entrer(page, compte, MOT_DE_PASSE);
      page.locator("#otp").fill(pile.code(compte));
      page.locator("#kc-login").click();
      page.waitForLoadState();
      montrer(page, "second-facteur-poser-une-cle");
      page.locator("#registerWebAuthn").click();
      page.waitForURL(
          adresse -> adresse.startsWith(Navigateur.url()) && !adresse.contains("/oidcclient/"));
      assertThat(read("/users/" + id + "/credentials").findValuesAsText("type"))
          .contains("webauthn");

      contexte.clearCookies();
      entrer(page, compte, MOT_DE_PASSE);
      if (page.locator("#authenticateWebAuthnButton").count() == 0) {
        page.locator("#try-another-way").click();
        page.waitForLoadState();
        page.locator("[role=button]:has-text('Clé de sécurité')").first().click();
        page.waitForLoadState();
      }
      montrer(page, "second-facteur-cle");
      page.locator("#authenticateWebAuthnButton").click();
      page.waitForURL(
          adresse -> adresse.startsWith(Navigateur.url()) && !adresse.contains("/oidcclient/"));
    } finally {
      send("DELETE", "/users/" + id, null);
    }
  }

  @Test
  void dansLesPagesOnConfirmePuisCeQuiEtaitSaisiPart() throws Exception {
    var courriel = "confirmee-" + UUID.randomUUID().toString().substring(0, 8) + "@ville.example";
    try (var contexte = Navigateur.contexte()) {
      heureDeConnexion("1700000000");
      var page = Navigateur.connecter(contexte.newPage(), "agent-lyon");
      inviter(page, courriel);
      assertThat(page.locator("h1").innerText()).isEqualTo("Confirmez que c'est bien vous");
      montrer(page, "confirmer");
      assertThat(Navigateur.defauts(page)).isEmpty();
      assertThat(page.locator("main").innerText()).contains("Ce que vous avez saisi est gardé");
      confirmer(page, contexte);
      assertThat(page.locator("h1").innerText())
          .as("Keycloak dit une connexion d'il y a trois ans")
          .isEqualTo("Ce n'est pas confirmé");
      heureDeConnexion(null);
      page.locator("main a:has-text('Recommencer')").click();
      retaper(page);
      assertThat(page.locator("#courriel").inputValue())
          .as("ce qui était saisi est rendu, dans son formulaire")
          .isEqualTo(courriel);
      assertThat(page.locator("#nom").inputValue()).isEqualTo("Dominique « Confirmée » Essai");
      montrer(page, "confirme");
      assertThat(Navigateur.defauts(page)).isEmpty();
      page.locator("#envoyer").click();
      page.waitForURL("**/administration/personnes**");
      assertThat(page.locator("main").innerText()).contains(courriel);

      // moins de cinq minutes après, un autre geste passe ; la preuve partie, il faut confirmer de
      // nouveau
      inviter(page, "autre-" + courriel);
      assertThat(page.locator("main").innerText()).contains("autre-" + courriel);
      oublierLaPreuve(contexte);
      inviter(page, "encore-" + courriel);
      assertThat(page.locator("h1").innerText()).isEqualTo("Confirmez que c'est bien vous");
    } finally {
      heureDeConnexion(null);
      try (var c = pile.postgres().connexionSuperutilisateur();
          var ordre = c.createStatement()) {
        ordre.execute(
            "delete from plateforme.envoi where sujet_id in (select id from"
                + " plateforme.invitation where courriel like '%"
                + courriel
                + "');"
                + "delete from plateforme.invitation where courriel like '%"
                + courriel
                + "'");
      }
    }
  }

  private static void inviter(Page page, String courriel) {
    page.navigate("/m/lyon/administration/personnes/inviter");
    page.locator("#nom").fill("Dominique « Confirmée » Essai");
    page.locator("#courriel").fill(courriel);
    page.locator("#droit").selectOption("LECTEUR");
    page.locator("#envoyer").click();
    page.waitForLoadState();
  }

  /** La session de Keycloak finie, il redemande tout. */
  private static void confirmer(Page page, BrowserContext contexte) {
    contexte.clearCookies(new BrowserContext.ClearCookiesOptions().setPath("/realms/maillon/"));
    page.locator("main a:has-text('Confirmer')").click();
    retaper(page);
  }

  private static void retaper(Page page) {
    Navigateur.repondre(page, "agent-lyon", ServerStack.MOT_DE_PASSE_DEMO);
  }

  /** Celle qu'on a rapportée, et l'heure que dit la connexion elle-même est ancienne. */
  private static void oublierLaPreuve(BrowserContext contexte) {
    contexte.clearCookies(new BrowserContext.ClearCookiesOptions().setName("MaillonPreuve"));
  }

  private static void entrer(Page page, String compte, String motDePasse) {
    page.navigate("/");
    page.locator("#username").fill(compte);
    page.locator("#password").fill(motDePasse);
    page.locator("#kc-login").click();
    page.waitForLoadState();
  }

  /** Une image de plus pour qui relit les pages : {@code -Dmaillon.essai.images=dossier}. */
  private static void montrer(Page page, String nom) {
    var dossier = System.getProperty("maillon.essai.images");
    if (dossier != null) {
      for (var largeur : List.of(1280, 360)) {
        page.setViewportSize(largeur, 900);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(java.nio.file.Path.of(dossier, nom + "-" + largeur + ".png"))
                .setFullPage(true));
      }
      page.setViewportSize(1280, 900);
    }
  }

  /** Ce que le jeton d'identité des pages dira de l'heure de connexion ; null : la vraie. */
  private static void heureDeConnexion(String secondes) throws Exception {
    var client = read("/clients?clientId=maillon-web").get(0).get("id").asText();
    for (var mapper : read("/clients/" + client + "/protocol-mappers/models")) {
      if (mapper.path("name").asText().equals("heure d'essai")) {
        send(
            "DELETE",
            "/clients/" + client + "/protocol-mappers/models/" + mapper.get("id").asText(),
            null);
      }
    }
    // la vraie vient d'une portée commune, et l'emporterait : elle s'efface le temps de l'essai
    for (var portee : read("/client-scopes")) {
      if (portee.path("name").asText().equals("basic")) {
        var models = "/client-scopes/" + portee.get("id").asText() + "/protocol-mappers/models";
        if (secondes == null && vraieHeure != null) {
          send("POST", models, vraieHeure);
          vraieHeure = null;
        }
        for (var mapper : secondes == null ? JSON.createArrayNode() : read(models)) {
          if (mapper.path("name").asText().equals("auth_time")) {
            send("DELETE", models + "/" + mapper.get("id").asText(), null);
            vraieHeure = ((ObjectNode) mapper).without("id").toString();
          }
        }
      }
    }
    if (secondes != null) {
      send(
          "POST",
          "/clients/" + client + "/protocol-mappers/models",
          heure("heure d'essai", secondes).toString());
    }
  }

  private static ObjectNode heure(String nom, String secondes) {
    var mapper =
        JSON.createObjectNode()
            .put("name", nom)
            .put("protocol", "openid-connect")
            .put("protocolMapper", "oidc-hardcoded-claim-mapper");
    mapper
        .putObject("config")
        .put("claim.name", "auth_time")
        .put("claim.value", secondes)
        .put("jsonType.label", "long")
        .put("access.token.claim", "true")
        .put("id.token.claim", "true");
    return mapper;
  }

  /** Un client dont les jetons disent cette heure de connexion. */
  private static void client(String nom, String flux, String secondes) throws Exception {
    var client =
        JSON.createObjectNode()
            .put("clientId", nom)
            .put("publicClient", true)
            .put("directAccessGrantsEnabled", true)
            .put("standardFlowEnabled", false);
    if (flux != null) {
      client.putObject("authenticationFlowBindingOverrides").put("direct_grant", flux);
    }
    var modele = read("/clients?clientId=maillon-demo").get(0).get("protocolMappers");
    var mappers = client.putArray("protocolMappers");
    modele.forEach(m -> mappers.add(((ObjectNode) m.deepCopy()).without("id")));
    mappers.add(heure("heure", secondes));
    send("POST", "/clients", client.toString());
  }

  private static String jeton(String client, String compte) throws Exception {
    return JSON.readTree(
            form(
                "maillon",
                Map.of(
                    "grant_type",
                    "password",
                    "client_id",
                    client,
                    "username",
                    compte,
                    "password",
                    ServerStack.MOT_DE_PASSE_DEMO,
                    "totp",
                    pile.code(compte),
                    "scope",
                    "openid profile")))
        .get("access_token")
        .asText();
  }

  private static HttpResponse<String> appeler(Appel appel, String jeton) throws Exception {
    var demande =
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + appel.chemin()))
            .header("Authorization", "Bearer " + jeton)
            .header("Accept", "application/json, */*");
    if (appel.corps() != null) {
      demande.header("Content-Type", "application/json");
    }
    return HTTP.send(
        demande
            .method(
                appel.methode(),
                appel.corps() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(appel.corps()))
            .build(),
        BodyHandlers.ofString());
  }

  private static String form(String royaume, Map<String, String> champs) throws Exception {
    var corps =
        champs.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var r =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(
                        pile.urlKeycloak()
                            + "/realms/"
                            + royaume
                            + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(corps))
                .build(),
            BodyHandlers.ofString());
    assertThat(r.statusCode()).as(champs.get("username") + " " + r.body()).isEqualTo(200);
    return r.body();
  }

  /** Le jeton de l'exploitant ne vaut qu'une minute. */
  private static String admin() throws Exception {
    if (admin == null || System.nanoTime() - adminDepuis > 30_000_000_000L) {
      admin =
          JSON.readTree(
                  form(
                      "master",
                      Map.of(
                          "grant_type",
                          "password",
                          "client_id",
                          "admin-cli",
                          "username",
                          "admin",
                          "password",
                          pile.secret("keycloak_admin"))))
              .get("access_token")
              .asText();
      adminDepuis = System.nanoTime();
    }
    return admin;
  }

  private static JsonNode read(String chemin) throws Exception {
    return JSON.readTree(send("GET", chemin, null));
  }

  private static String send(String methode, String chemin, String corps) throws Exception {
    var r =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(pile.urlKeycloak() + "/admin/realms/maillon" + chemin))
                .header("Authorization", "Bearer " + admin())
                .header("Content-Type", "application/json")
                .method(
                    methode,
                    corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps))
                .build(),
            BodyHandlers.ofString());
    assertThat(r.statusCode()).as(methode + " " + chemin + " : " + r.body()).isBetween(200, 204);
    return r.body();
  }
}
