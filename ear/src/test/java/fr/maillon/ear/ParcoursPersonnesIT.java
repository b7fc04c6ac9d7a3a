package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.maillon.infra.Courrier;
import fr.maillon.infra.Postgres;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Une personne invitée, du courriel reçu à la demande refusée le jour où on la retire ; et les
 * pannes : le courrier ou Keycloak qui ne répondent plus, une coupure entre la création du compte
 * et son écriture ici. Rien ne se perd, rien n'est fait à moitié.
 */
@Isolated("le courrier et Keycloak de tous s'y arrêtent")
class ParcoursPersonnesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UUID ESSAI = UUID.fromString("aaaaaaaa-0010-4000-9000-000000000001");
  private static final String ICI = "/maitres-ouvrage/essai-personnes";
  private static final String ADMIN = "agent-lyon";
  private static final String MOT_DE_PASSE = "Un-mot-de-passe-2026";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SUFFIXE = UUID.randomUUID().toString().substring(0, 8);
  private static ServerStack pile;
  private static String administrateur;

  private record Reponse(int status, JsonNode corps) {
    String texte(String champ) {
      return corps.path(champ).asText();
    }
  }

  @BeforeAll
  static void ouvrir() throws SQLException {
    pile = PileDeTest.pile();
    nettoyer();
    superutilisateur(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) values ('"
            + ESSAI
            + "', 'essai-personnes', 'Essai des personnes', 'EP', 'AUTRE_PUBLIC', '#444444')");
    superutilisateur(
        "insert into plateforme.maitre_ouvrage_siret (maitre_ouvrage_id, siret) values ('"
            + ESSAI
            + "', '13002526500013')");
    superutilisateur(
        "insert into plateforme.adhesion (utilisateur_id, maitre_ouvrage_id, du, droit, export)"
            + " select id, '"
            + ESSAI
            + "', '2026-01-01', 'ADMINISTRATEUR', true from plateforme.utilisateur where"
            + " identifiant = '"
            + ADMIN
            + "'");
    administrateur = pile.jeton(ADMIN);
  }

  @AfterAll
  static void nettoyer() throws SQLException {
    superutilisateur(
        "delete from metier.evenement where tenant_id = '"
            + ESSAI
            + "'; delete from metier.lot where tenant_id = '"
            + ESSAI
            + "'; delete from metier.marche where tenant_id = '"
            + ESSAI
            + "'");
    for (var table :
        List.of(
            "envoi",
            "invitation",
            "changement_adresse",
            "adhesion",
            "journal",
            "journal_tete",
            "maitre_ouvrage_siret")) {
      superutilisateur(
          "delete from plateforme." + table + " where maitre_ouvrage_id = '" + ESSAI + "'");
    }
    superutilisateur("delete from plateforme.maitre_ouvrage where id = '" + ESSAI + "'");
  }

  @Test
  void uneInvitationVaDuCourrielALaConnexionEtLeDroitVautALaDemandeSuivante() throws Exception {
    var zoe = adresse("zoe");
    var invitee =
        post(
            administrateur,
            "/personnes",
            "{\"nom\":\"Zoé Martin\",\"courriel\":\""
                + zoe
                + "\",\"droit\":\"LECTEUR\",\"export\":false}");
    assertThat(invitee.status()).isEqualTo(201);
    var invitation = invitee.texte("id");
    var lien = Invite.lien(pile, zoe, 1);
    assertThat(get(administrateur, "/invitations/" + invitation).texte("etatLibelle"))
        .isEqualTo("En attente de sa réponse");
    var lettre = recu(zoe, "Maillon : vous êtes invité dans l'espace d'Essai des personnes");
    assertThat(lettre.texte())
        .contains(
            "Bonjour Zoé Martin,",
            "Agent Lyon vous invite",
            "Votre droit y sera : lecteur.",
            pile.urlMaillon() + "/invitation/lien?cle=");
    choisirUnMotDePasse(lien, zoe);
    var acceptee = get(administrateur, "/invitations/" + invitation);
    assertThat(
            acceptee.texte("etat")
                + " "
                + acceptee.texte("accepteePar")
                + " "
                + acceptee.texte("accepteeIdentifiant"))
        .isEqualTo("ACCEPTEE Zoé Martin " + zoe);

    // le même jeton jusqu'au bout : c'est la base qui décide, à chaque demande
    var jeton = pile.jeton(zoe, MOT_DE_PASSE);
    assertThat(
            appeler(jeton, "GET", "/maitres-ouvrage", null)
                .corps()
                .path("elements")
                .findValuesAsText("code"))
        .containsExactly("essai-personnes");
    assertThat(get(jeton, "/marches").status()).isEqualTo(200);
    var marche =
        "{\"numero\":\"P1\",\"objet\":\"Essai\",\"lots\":[{\"objet\":\"Essai\",\"montantHt\":100000,\"dureeMois\":12}]}";
    refus(403, "interdit", post(jeton, "/marches", marche));
    refus(
        403,
        "interdit",
        post(
            jeton,
            "/personnes",
            "{\"nom\":\"Ami Ami\",\"courriel\":\""
                + adresse("ami")
                + "\",\"droit\":\"ADMINISTRATEUR\",\"export\":true}"));
    refus(403, "interdit", get(jeton, "/invitations"));
    assertThat(get(jeton, "/personnes").corps().path("elements").findValuesAsText("nom"))
        .contains("Zoé Martin", "Agent Lyon");

    var fiche = personne(zoe);
    assertThat(fiche.path("droit").asText()).isEqualTo("LECTEUR");
    var id = fiche.path("id").asText();
    var change =
        put(
            administrateur,
            "/personnes/" + id,
            "{\"droit\":\"ACHETEUR\",\"export\":true,\"version\":"
                + fiche.path("version").asInt()
                + "}");
    assertThat(change.status()).isEqualTo(200);
    refus(
        409,
        "version-perimee",
        put(
            administrateur,
            "/personnes/" + id,
            "{\"droit\":\"LECTEUR\",\"export\":false,\"version\":"
                + fiche.path("version").asInt()
                + "}"));
    assertThat(post(jeton, "/marches", marche).status()).isEqualTo(201);
    refus(403, "interdit", get(jeton, "/invitations"));

    refus(
        422,
        "dernier-administrateur",
        appeler(
            administrateur,
            "DELETE",
            ICI + "/personnes/" + personne("agent-lyon@maillon.example").path("id").asText(),
            null));
    assertThat(appeler(administrateur, "DELETE", ICI + "/personnes/" + id, null).status())
        .isEqualTo(204);
    refus(404, "introuvable", get(jeton, "/marches"));
    refus(404, "introuvable", get(administrateur, "/personnes/" + id));
    attendre(
        () ->
            new Reponse(
                compter(
                    "select count(*) from plateforme.envoi where nature = 'RETRAIT_COMPTE' and etat"
                        + " = 'FAIT' and utilisateur_id = '"
                        + id
                        + "'"),
                null),
        r -> r.status() == 1);
    assertThat(compte(zoe).path("enabled").asBoolean())
        .as("son compte n'ouvrait plus rien")
        .isFalse();
    assertThatThrownBy(() -> pile.jeton(zoe, MOT_DE_PASSE)).hasMessageContaining("disabled");
    // l'histoire reste au journal de l'espace
    assertThat(
            texte(
                "select string_agg(acte, ' ' order by rang) from plateforme.journal where"
                    + " maitre_ouvrage_id = '"
                    + ESSAI
                    + "' and (objet = '"
                    + id
                    + "' or objet = '"
                    + invitation
                    + "')"))
        .contains(
            "InviterPersonne.executer",
            "InviterPersonne.arriver",
            "ChangerDroit.changer",
            "RetirerPersonne.retirer");
  }

  @Test
  void quiAUnCompteEstSeulementAjouteEtLeGarde() throws Exception {
    var ugap = "agent-ugap@maillon.example";
    var rang = Invite.liens(pile, ugap).size() + 1;
    var invitation = inviter("Agent Ugap", ugap, "REFERENT");
    var jeton = pile.jeton("agent-ugap");
    assertThat(Invite.accepter(pile, jeton, Invite.cle(Invite.lien(pile, ugap, rang))).statusCode())
        .isEqualTo(200);
    attendre(
        () -> get(administrateur, "/invitations/" + invitation),
        r -> r.texte("etat").equals("ACCEPTEE") && tousFaits(r));
    assertThat(
            appeler(jeton, "GET", "/maitres-ouvrage", null)
                .corps()
                .path("elements")
                .findValuesAsText("code"))
        .containsExactlyInAnyOrder("ugap", "essai-personnes");
    refus(
        422,
        "invitation-close",
        post(administrateur, "/invitations/" + invitation + "/nouvel-essai", null));
    var id = personne(ugap).path("id").asText();
    assertThat(appeler(administrateur, "DELETE", ICI + "/personnes/" + id, null).status())
        .isEqualTo(204);
    refus(404, "introuvable", get(jeton, "/marches"));
    attendre(
        () ->
            new Reponse(
                compter(
                    "select count(*) from plateforme.envoi where nature = 'RETRAIT_COMPTE' and etat"
                        + " = 'FAIT' and utilisateur_id = '"
                        + id
                        + "'"),
                null),
        r -> r.status() == 1);
    assertThat(pile.jeton("agent-ugap")).as("il ouvre encore l'UGAP").isNotEmpty();
  }

  @Test
  void leCourrierRefuseLaPageLeDitEtLeMessagePartUneFois() throws Exception {
    var caen = "agent-chu-caen@maillon.example";
    var avant = pile.courrier().recus(caen).size();
    pile.courrier().arreter();
    String invitation;
    try (var occupe = new Occupe(pile.courrier().port())) {
      invitation = inviter("Agent Caen", caen, "LECTEUR");
      var bloquee =
          attendre(
              () -> get(administrateur, "/invitations/" + invitation),
              r -> erreurs(r).contains("421"));
      assertThat(erreurs(bloquee))
          .isEqualTo(
              "Le serveur de courrier ne prend pas le message pour l'instant (réponse 421).");
      assertThat(bloquee.texte("etat") + " " + bloquee.texte("etatLibelle"))
          .isEqualTo("EN_ATTENTE Courriel pas encore parti");
      assertThat(bloquee.corps().path("aRelancer").asBoolean()).isTrue();
      assertThat(occupe.connexions.get()).isPositive();
    }
    attendre(
        () -> get(administrateur, "/invitations/" + invitation),
        r -> erreurs(r).contains("ne répond pas"));
    pile.courrier().demarrer();
    assertThat(post(administrateur, "/invitations/" + invitation + "/nouvel-essai", null).status())
        .isEqualTo(200);
    attendre(
        () -> get(administrateur, "/invitations/" + invitation), ParcoursPersonnesIT::tousFaits);
    assertThat(pile.courrier().recus(caen))
        .as("une fois, quel que soit le nombre d'essais")
        .hasSize(avant + 1);
  }

  @Test
  void keycloakNeRepondPlusLeLienResteBonEtLeCompteSeCreeUneFois() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "il faut savoir suspendre un processus");
    var lou = adresse("lou");
    var invitation = inviter("Lou Petit", lou, "ACHETEUR");
    var lien = Invite.lien(pile, lou, 1);
    var navigateur = Invite.navigateur();
    var page = Invite.page(navigateur, lien);
    suspendre("STOP");
    try {
      assertThat(Invite.poster(navigateur, lien, page, MOT_DE_PASSE).body())
          .contains("Le service des comptes ne répond pas. Votre lien reste bon");
      assertThat(get(administrateur, "/invitations/" + invitation).texte("etat"))
          .isEqualTo("EN_ATTENTE");
      assertThat(
              compter("select count(*) from plateforme.utilisateur where courriel = '" + lou + "'"))
          .isZero();
    } finally {
      suspendre("CONT");
    }
    // ce que Keycloak a reçu avant de répondre a pu créer le compte : il porte la marque de
    // l'invitation, et se retrouve
    assertThat(Invite.poster(navigateur, lien, page, MOT_DE_PASSE).statusCode()).isEqualTo(302);
    assertThat(comptes(lou)).hasSize(1);
    assertThat(
            compter(
                "select count(*) from plateforme.adhesion a join plateforme.utilisateur u on u.id ="
                    + " a.utilisateur_id where u.courriel = '"
                    + lou
                    + "'"))
        .isEqualTo(1);
    assertThat(pile.jeton(lou, MOT_DE_PASSE)).isNotEmpty();
  }

  /**
   * Le compte est créé chez Keycloak, puis la connexion à la base est coupée avant que nous
   * l'écrivions.
   */
  @Test
  void coupeEntreLaCreationDuCompteEtSonEcritureLeGesteSeReprendSansSecondCompte()
      throws Exception {
    var sam = adresse("sam");
    var invitation = inviter("Sam Roux", sam, "LECTEUR");
    var lien = Invite.lien(pile, sam, 1);
    var navigateur = Invite.navigateur();
    var page = Invite.page(navigateur, lien);
    try (var verrou = pile.postgres().connexion(Postgres.OWNER);
        var fil = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      verrou.setAutoCommit(false);
      try (var i = verrou.createStatement()) {
        i.execute("lock table plateforme.adhesion in exclusive mode");
      }
      var poste =
          fil.submit(() -> Invite.poster(navigateur, lien, page, MOT_DE_PASSE).statusCode());
      var bloquees =
          "from pg_stat_activity where usename = 'maillon_app' and wait_event_type = 'Lock' and"
              + " query ilike '%adhesion%'";
      attendre(
          () -> new Reponse(compter("select count(*) " + bloquees), null), r -> r.status() == 1);
      assertThat(comptes(sam)).as("le compte existe déjà").hasSize(1);
      superutilisateur("select pg_terminate_backend(pid) " + bloquees);
      assertThat(poste.get()).isNotEqualTo(302);
      verrou.rollback();
    }
    assertThat(get(administrateur, "/invitations/" + invitation).texte("etat"))
        .isEqualTo("EN_ATTENTE");
    assertThat(Invite.poster(navigateur, lien, page, MOT_DE_PASSE).statusCode()).isEqualTo(302);
    assertThat(comptes(sam)).hasSize(1);
    assertThat(
            compter(
                "select count(*) from plateforme.adhesion a join plateforme.utilisateur u on u.id ="
                    + " a.utilisateur_id where u.courriel = '"
                    + sam
                    + "'"))
        .isEqualTo(1);
  }

  /**
   * De la page de l'administrateur à la connexion sous la nouvelle adresse, Keycloak arrêté au
   * mauvais moment.
   */
  @Test
  void unNomChangeToutDeSuiteEtUneAdresseUneFoisConfirmee() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "il faut savoir suspendre un processus");
    var ida = adresse("ida");
    var neuve = adresse("ida.neuve");
    inviter("Ida Roux", ida, "LECTEUR");
    Invite.ouvrirUnCompte(pile, ida, MOT_DE_PASSE);
    var id = personne(ida).path("id").asText();
    var jeton = pile.jeton(ida, MOT_DE_PASSE);
    try (var contexte = Navigateur.contexte()) {
      var page = Navigateur.connecter(contexte.newPage(), ADMIN);
      page.navigate("/m/essai-personnes/administration/personnes/" + id);
      page.getByText("Changer le nom ou l'adresse").click();
      page.locator("#nom").fill("Ida <b>");
      page.locator("#renommer").click();
      assertThat(page.locator("#nom-erreur").innerText()).contains("Donnez le prénom et le nom");
      page.locator("#nom").fill("Ida Durand");
      page.locator("#renommer").click();
      assertThat(Navigateur.lisible(page.locator("main").innerText()))
          .contains("Ida Durand : le nom est changé.");
      assertThat(get(jeton, "/personnes/" + id).texte("nom")).isEqualTo("Ida Durand");
      page.locator("#courriel").fill(neuve);
      page.locator("#demander").click();
      assertThat(Navigateur.lisible(page.locator("main").innerText()))
          .contains("Un lien part à " + neuve, "À confirmer", "Annuler ce changement");
      for (var largeur : new int[] {1280, 360}) {
        page.setViewportSize(largeur, 900);
        assertThat(Navigateur.defauts(page)).isEmpty();
        assertThat(
                (boolean)
                    page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
            .as("déborde à " + largeur)
            .isTrue();
      }
    }
    await().atMost(PATIENCE).until(() -> compte(ida).path("lastName").asText().equals("Durand"));
    assertThat(compte(ida).path("firstName").asText()).isEqualTo("Ida");

    var lien = Invite.lien(pile, neuve, 1);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                pile.courrier().recus(ida).stream()
                    .anyMatch(
                        m ->
                            m.sujet()
                                .equals(
                                    "Maillon : une nouvelle adresse est demandée pour votre"
                                        + " compte")));
    for (var fois = 0; fois < 2; fois++) {
      assertThat(Invite.page(Invite.navigateur(), lien))
          .contains("Ida Durand, confirmez votre nouvelle adresse", neuve)
          .doesNotContain("motDePasse");
    }
    assertThat(Invite.liens(pile, ida)).as("le lien ne part qu'à la nouvelle").hasSize(1);
    var parUnAutre = Invite.accepter(pile, administrateur, Invite.cle(lien));
    assertThat(
            parUnAutre.statusCode() + " " + JSON.readTree(parUnAutre.body()).path("code").asText())
        .isEqualTo("422 autre-compte");
    assertThat(
            get(administrateur, "/personnes/" + id + "/identite")
                .corps()
                .path("changement")
                .path("etat")
                .asText())
        .isEqualTo("EN_ATTENTE");

    suspendre("STOP");
    try {
      assertThat(Invite.accepter(pile, jeton, Invite.cle(lien)).statusCode()).isEqualTo(200);
      var bloque =
          attendre(
              () -> get(administrateur, "/personnes/" + id + "/identite"),
              r -> r.corps().path("compte").path("erreur").asText().contains("ne répond pas"));
      assertThat(bloque.texte("courriel")).as("rien n'est fait à moitié").isEqualTo(ida);
      assertThat(bloque.corps().path("changement").path("etatLibelle").asText())
          .isEqualTo("Confirmée");
    } finally {
      suspendre("CONT");
    }
    assertThat(post(administrateur, "/personnes/" + id + "/adresse/nouvel-essai", null).status())
        .isEqualTo(200);
    var porte =
        attendre(
            () -> get(administrateur, "/personnes/" + id + "/identite"),
            r -> r.texte("courriel").equals(neuve));
    assertThat(porte.texte("identifiant")).as("son identifiant était son adresse").isEqualTo(neuve);
    assertThat(
            porte.corps().path("changement").isNull()
                || porte.corps().path("changement").isMissingNode())
        .isTrue();
    assertThat(pile.jeton(neuve, MOT_DE_PASSE)).isNotEmpty();
    assertThatThrownBy(() -> pile.jeton(ida, MOT_DE_PASSE)).isNotNull();
    assertThat(comptes(neuve)).hasSize(1);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                pile.courrier().recus(ida).stream()
                    .anyMatch(
                        m -> m.sujet().equals("Maillon : l'adresse de votre compte a changé")));
    assertThat(
            texte(
                "select string_agg(acte, ' ' order by rang) from plateforme.journal where"
                    + " maitre_ouvrage_id = '"
                    + ESSAI
                    + "' and objet = '"
                    + id
                    + "' and acte like 'ChangerIdentite.%'"))
        .isEqualTo(
            "ChangerIdentite.renommer ChangerIdentite.demander ChangerIdentite.relancer"
                + " ChangerIdentite.porter");

    // l'adresse d'un autre compte : rien n'en paraît ici, et seul qui la lit l'apprend
    var caen = "agent-chu-caen@maillon.example";
    var rang = Invite.liens(pile, caen).size() + 1;
    assertThat(
            post(
                    administrateur,
                    "/personnes/" + id + "/adresse",
                    "{\"courriel\":\""
                        + caen
                        + "\",\"version\":"
                        + porte.corps().path("version").asInt()
                        + "}")
                .status())
        .isEqualTo(200);
    var prise =
        Invite.accepter(
            pile, pile.jeton(neuve, MOT_DE_PASSE), Invite.cle(Invite.lien(pile, caen, rang)));
    assertThat(prise.statusCode() + " " + JSON.readTree(prise.body()).path("code").asText())
        .isEqualTo("422 adresse-prise");
    assertThat(
            appeler(administrateur, "DELETE", ICI + "/personnes/" + id + "/adresse", null).status())
        .isEqualTo(200);
    refus(
        422,
        "rien-a-annuler",
        appeler(administrateur, "DELETE", ICI + "/personnes/" + id + "/adresse", null));
  }

  /** Fermé, un compte ne s'hérite pas : qui est invité à la même adresse en ouvre un autre. */
  @Test
  void quiRevientAUnCompteNeuf() throws Exception {
    var eve = adresse("eve");
    inviter("Eve Ancienne", eve, "LECTEUR");
    Invite.ouvrirUnCompte(pile, eve, MOT_DE_PASSE);
    var ancien = personne(eve).path("id").asText();
    assertThat(appeler(administrateur, "DELETE", ICI + "/personnes/" + ancien, null).status())
        .isEqualTo(204);
    attendre(
        () ->
            new Reponse(
                compter(
                    "select count(*) from plateforme.envoi where nature = 'RETRAIT_COMPTE' and etat"
                        + " = 'FAIT' and utilisateur_id = '"
                        + ancien
                        + "'"),
                null),
        r -> r.status() == 1);
    inviter("Eve Nouvelle", eve, "LECTEUR");
    Invite.lien(pile, eve, 2);
    Invite.ouvrirUnCompte(pile, eve, "Un-autre-passe-2026");
    assertThat(personne(eve).path("id").asText()).isNotEqualTo(ancien);
    assertThat(personne(eve).path("nom").asText()).isEqualTo("Eve Nouvelle");
    assertThat(comptes(eve)).hasSize(1);
  }

  /**
   * Le compte de service crée et tient des agents ; de l'équipe, il dit les groupes et rien d'autre
   * ; il ne donne aucun rôle et ne voit pas le royaume.
   */
  @Test
  void leCompteDeServiceNePeutQueTenirLesAgentsEtRangerLEquipe() throws Exception {
    var jeton = jetonDeService();
    var central = "/users/00000000-0000-4000-8000-000000000031";
    var agent = "/users/00000000-0000-4000-8000-000000000001";
    assertThat(keycloak(jeton, "GET", "/users?max=200", null).corps().findValuesAsText("username"))
        .contains("agent-lyon", "central", "facilitateur1")
        .doesNotContain("service-account-maillon-comptes");
    // qui n'est ni du groupe des agents ni de celui de l'équipe se lit, et ne se change d'aucune
    // façon, en l'y mettant d'abord non plus
    for (var groupe : List.of("agents", "equipe", "support")) {
      var cible =
          central
              + "/groups/"
              + keycloak(jeton, "GET", "/groups?exact=true&search=" + groupe, null)
                  .corps()
                  .get(0)
                  .path("id")
                  .asText();
      assertThat(keycloak(jeton, "PUT", cible, "{}").status())
          .as("l'ajouter à " + groupe)
          .isEqualTo(403);
    }
    assertThat(
            keycloak(
                    jeton,
                    "DELETE",
                    central
                        + "/groups/"
                        + keycloak(
                                jeton,
                                "GET",
                                "/groups?exact=true&search=administrateurs-centraux",
                                null)
                            .corps()
                            .get(0)
                            .path("id")
                            .asText(),
                    null)
                .status())
        .isEqualTo(403);
    assertThat(
            keycloak(
                    jeton,
                    "PUT",
                    central + "/reset-password",
                    "{\"type\":\"password\",\"value\":\"x\"}")
                .status())
        .isEqualTo(403);
    assertThat(keycloak(jeton, "PUT", central, "{\"enabled\":false}").status()).isEqualTo(403);
    assertThat(
            keycloak(jeton, "PUT", central + "/execute-actions-email", "[\"UPDATE_PASSWORD\"]")
                .status())
        .isEqualTo(403);
    assertThat(keycloak(jeton, "POST", central + "/logout", null).status()).isEqualTo(403);
    assertThat(keycloak(jeton, "DELETE", central, null).status()).isEqualTo(403);
    assertThat(
            keycloak(jeton, "POST", central + "/role-mappings/realm", "[{\"name\":\"support\"}]")
                .status())
        .isEqualTo(403);
    assertThat(
            keycloak(
                    jeton,
                    "POST",
                    agent + "/role-mappings/realm",
                    "[{\"name\":\"administrateur-central\"}]")
                .status())
        .isEqualTo(403);
    assertThat(
            keycloak(
                    jeton,
                    "POST",
                    "/users",
                    "{\"username\":\"" + adresse("hors") + "\",\"enabled\":true}")
                .status())
        .as("hors du groupe des agents")
        .isEqualTo(403);
    var intrus = adresse("intrus");
    keycloak(
        jeton,
        "POST",
        "/users",
        "{\"username\":\""
            + intrus
            + "\",\"email\":\""
            + intrus
            + "\",\"firstName\":\"I\",\"lastName\":\"I\",\"enabled\":true,\"groups\":[\"/agents\"],\"realmRoles\":[\"administrateur-central\"]}");
    assertThat(
            keycloak(
                    jeton,
                    "GET",
                    "/users/"
                        + compte(intrus).path("id").asText()
                        + "/role-mappings/realm/composite",
                    null)
                .corps()
                .findValuesAsText("name"))
        .contains("agent")
        .doesNotContain("administrateur-central");
    for (var interdit : List.of("/roles", "/clients", "/events", "/admin-events")) {
      assertThat(keycloak(jeton, "GET", interdit, null).status()).as(interdit).isEqualTo(403);
    }
    assertThat(keycloak(jeton, "PUT", "", "{\"displayName\":\"x\"}").status()).isEqualTo(403);
    assertThat(keycloak(jeton, "POST", "/clients", "{\"clientId\":\"x\"}").status()).isEqualTo(403);
  }

  /**
   * Le vrai chemin : le lien du courriel, un mot de passe, puis la connexion à Maillon, et la page
   * des personnes telle qu'un lecteur la voit.
   */
  private static void choisirUnMotDePasse(String lien, String courriel) {
    try (var contexte = Navigateur.contexte()) {
      var page = Navigateur.premiereConnexion(contexte, lien, courriel, MOT_DE_PASSE);
      page.navigate("/m/essai-personnes/administration/personnes");
      assertThat(page.locator("h1").innerText()).isEqualTo("Personnes");
      assertThat(page.locator("main").innerText())
          .contains("Zoé Martin", "Agent Lyon")
          .doesNotContain("Inviter une personne");
      assertThat(page.navigate("/m/essai-personnes/administration/personnes/inviter").status())
          .isEqualTo(403);
    }
  }

  private static String inviter(String nom, String courriel, String droit) {
    var r =
        post(
            administrateur,
            "/personnes",
            "{\"nom\":\""
                + nom
                + "\",\"courriel\":\""
                + courriel
                + "\",\"droit\":\""
                + droit
                + "\",\"export\":false}");
    assertThat(r.status()).as(String.valueOf(r.corps())).isEqualTo(201);
    return r.texte("id");
  }

  private static String adresse(String prenom) {
    return prenom + "." + SUFFIXE + "@ville.example";
  }

  private static Courrier.Recu recu(String adresse, String sujet) {
    return pile.courrier().recus(adresse).stream()
        .filter(m -> m.sujet().equals(sujet))
        .reduce((_, dernier) -> dernier)
        .orElseThrow(
            () ->
                new AssertionError(
                    "pas de « "
                        + sujet
                        + " » parmi "
                        + pile.courrier().recus(adresse).stream()
                            .map(Courrier.Recu::sujet)
                            .toList()));
  }

  private static JsonNode personne(String courriel) {
    for (var p : get(administrateur, "/personnes?taille=100").corps().path("elements")) {
      if (p.path("courriel").asText().equals(courriel)) {
        return p;
      }
    }
    throw new AssertionError("personne n'est " + courriel);
  }

  private static boolean tousFaits(Reponse r) {
    return !r.corps().path("envois").isEmpty()
        && r.corps().path("envois").findValuesAsText("etat").stream().allMatch("FAIT"::equals);
  }

  private static String erreurs(Reponse r) {
    return r.corps().path("envois").findValues("erreur").stream()
        .filter(e -> !e.isNull())
        .map(JsonNode::asText)
        .reduce("", (a, b) -> a + b);
  }

  private static Reponse attendre(
      Callable<Reponse> lecture, java.util.function.Predicate<Reponse> fini) {
    return await().atMost(PATIENCE).until(lecture, fini);
  }

  private static void suspendre(String signal) throws IOException, InterruptedException {
    for (var pid : pile.processus().get("Keycloak")) {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor();
    }
  }

  private static JsonNode compte(String courriel) throws Exception {
    return comptes(courriel).get(0);
  }

  private static JsonNode comptes(String courriel) throws Exception {
    return keycloak(
            jetonDeService(),
            "GET",
            "/users?exact=true&email=" + URLEncoder.encode(courriel, StandardCharsets.UTF_8),
            null)
        .corps();
  }

  private static String jetonDeService() throws Exception {
    var r =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(
                        pile.urlKeycloak() + "/realms/maillon/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=maillon-comptes&client_secret="
                            + pile.secret("comptes")))
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(r.body()).path("access_token").asText();
  }

  private static Reponse keycloak(String jeton, String methode, String chemin, String corps)
      throws Exception {
    var r =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(pile.urlKeycloak() + "/admin/realms/maillon" + chemin))
                .header("Authorization", "Bearer " + jeton)
                .header("Content-Type", "application/json")
                .method(
                    methode,
                    corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps))
                .build(),
            BodyHandlers.ofString());
    return new Reponse(
        r.statusCode(), r.body().isBlank() ? JSON.createArrayNode() : JSON.readTree(r.body()));
  }

  private static Reponse get(String jeton, String chemin) {
    return appeler(jeton, "GET", ICI + chemin, null);
  }

  private static Reponse post(String jeton, String chemin, String corps) {
    return appeler(jeton, "POST", ICI + chemin, corps);
  }

  private static Reponse put(String jeton, String chemin, String corps) {
    return appeler(jeton, "PUT", ICI + chemin, corps);
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
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void refus(int status, String code, Reponse r) {
    assertThat(r.status() + " " + r.texte("code"))
        .as(String.valueOf(r.corps()))
        .isEqualTo(status + " " + code);
  }

  private static int compter(String sql) {
    return Integer.parseInt(texte(sql));
  }

  private static String texte(String sql) {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement();
        var r = i.executeQuery(sql)) {
      r.next();
      return r.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static void superutilisateur(String sql) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      i.execute(sql);
    }
  }

  /** Un serveur de courrier débordé, à la place du vrai. */
  private static final class Occupe implements AutoCloseable {
    private final ServerSocket ecoute;
    private final AtomicInteger connexions = new AtomicInteger();

    Occupe(int port) throws IOException {
      ecoute = new ServerSocket();
      ecoute.setReuseAddress(true);
      ecoute.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      Thread.ofVirtual()
          .start(
              () -> {
                while (!ecoute.isClosed()) {
                  try (var client = ecoute.accept()) {
                    connexions.incrementAndGet();
                    client
                        .getOutputStream()
                        .write(
                            "421 4.3.2 Service not available\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                  } catch (IOException e) {
                    // fermé, ou le client est parti
                  }
                }
              });
    }

    @Override
    public void close() throws IOException {
      ecoute.close();
    }
  }
}
