package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Un espace s'ouvre d'un SIRET et d'un nom, seul ou par fichier ; se suspend, se rouvre, se ferme,
 * et sa fermeture s'annule. Ce qui est refusé ne laisse rien, et ce qui se lit sans s'écrire ne
 * montre rien qui écrive.
 */
class ParcoursEspacesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ICI = "/centre/maitres-ouvrage";
  private static final String FICHIERS = "/centre/import-espaces";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern FORMULAIRE =
      Pattern.compile("<form\\b[^>]*method=\"post\"[^>]*>", Pattern.CASE_INSENSITIVE);

  /** Un bouton, ou un lien qui en a l'air, vers une page où l'on écrit. */
  private static final Pattern VERS_ECRIRE =
      Pattern.compile(
          "<a\\b[^>]*class=\"bouton[^\"]*\"[^>]*href=\"[^\"]*/(nouveau|nouvelle|inviter)(\\?[^\"]*)?\"");

  private static final Pattern BOUTON =
      Pattern.compile("<(button|input)\\b[^>]*type=\"submit\"[^>]*>");
  private static final String MARCHE =
      "{\"numero\":\"%s\",\"objet\":\"Essai\",\"lots\":[{\"objet\":\"Essai\",\"montantHt\":100000,\"dureeMois\":12}]}";

  /**
   * Ce que l'administrateur tient encore dans un espace suspendu : ses personnes, sa fiche, qui
   * entre, ce qu'il sort.
   */
  private static final Set<String> TENUES =
      Set.of(
          "/administration/personnes",
          "/administration/personnes/inviter",
          "/administration/personnes/{id}",
          "/administration/espace",
          "/administration/support",
          "/administration/support/{id}",
          "/administration/exports");

  private static final String MARQUE = UUID.randomUUID().toString().substring(0, 8);
  private static final Map<String, String> JETONS = new HashMap<>();
  private static ServerStack pile;

  private record Reponse(int statut, String texte, Map<String, List<String>> entetes) {
    JsonNode json() {
      try {
        return JSON.readTree(texte);
      } catch (IOException e) {
        throw new IllegalStateException(texte, e);
      }
    }

    String lu(String champ) {
      return json().path(champ).asText();
    }
  }

  @BeforeAll
  static void ouvrir() {
    pile = PileDeTest.pile();
  }

  /** Rien de ce qui s'est ouvert ici ne reste pour les autres essais. */
  @AfterAll
  static void oublier() throws SQLException {
    for (var id :
        lire("select id from plateforme.maitre_ouvrage where nom like '%" + MARQUE + "%'")) {
      EspaceDEssai.oublier(pile, UUID.fromString(id));
    }
    faire("delete from plateforme.import_espaces where fichier like '%" + MARQUE + "%'");
  }

  @Test
  void unSiretEtUnNomSuffisentParLApi() throws Exception {
    var nom = "Ville d'Essai " + MARQUE;
    var siret = ParcoursVieDUnEspaceIT.siret();
    var courriel = "ines." + MARQUE + "@ville.example";
    var demande =
        corps(
            Map.of(
                "nom",
                nom,
                "sirets",
                List.of(siret),
                "administrateurNom",
                "Inès Moreau",
                "administrateurCourriel",
                courriel));
    for (var qui : List.of("agent-lyon", "facilitateur1", "coordinateur", "support")) {
      refus(403, "interdit", appeler(qui, "POST", ICI, demande));
      refus(403, "interdit", appeler(qui, "GET", ICI, null));
    }
    assertThat(sansJeton(ICI)).isEqualTo(401);

    // tout ou rien : un champ refusé ne laisse rien, où qu'il soit
    var avant = empreinte();
    refus(
        422,
        "siret-invalide",
        appeler(
            "central",
            "POST",
            ICI,
            demande.replace(
                siret, siret.substring(0, 13) + (siret.charAt(13) == '0' ? '1' : '0'))));
    refus(
        422,
        "administrateur-incomplet",
        appeler("central", "POST", ICI, demande.replace(courriel, " ")));
    refus(
        422,
        "courriel-invalide",
        appeler("central", "POST", ICI, demande.replace(courriel, "pas une adresse")));
    refus(
        422, "nom-invalide", appeler("central", "POST", ICI, demande.replace("Inès Moreau", "I")));
    refus(
        422,
        "couleur-trop-claire",
        appeler("central", "POST", ICI, demande.replace("{", "{\"couleur\":\"#ffee00\",")));
    refus(
        422,
        "code-deja-pris",
        appeler("central", "POST", ICI, demande.replace("{", "{\"code\":\"lyon\",")));
    refus(
        422,
        "siret-deja-pris",
        appeler("central", "POST", ICI, demande.replace(siret, "21690123100011")));
    refus(400, "demande-invalide", appeler("central", "POST", ICI, "{\"sirets\":[]}"));
    refus(
        400,
        "json-illisible",
        appeler("central", "POST", ICI, demande.replace("{", "{\"type\":\"GATEAU\",")));
    assertThat(empreinte()).isEqualTo(avant);

    var ouvert = appeler("central", "POST", ICI, demande);
    assertThat(ouvert.statut()).as(ouvert.texte()).isEqualTo(201);
    var id = ouvert.lu("id");
    var code = ouvert.lu("code");
    assertThat(code).isEqualTo("ville-d-essai-" + MARQUE);
    assertThat(ouvert.entetes().get("location").getFirst()).endsWith("/api/v1" + ICI + "/" + id);
    var lu = appeler("central", "GET", ICI + "/" + id, null);
    assertThat(lu.lu("etat")).isEqualTo("OUVERT");
    assertThat(lu.json().path("sirets")).hasSize(1);

    // la même demande rend le même espace, sans seconde invitation
    var encore =
        appeler("central", "POST", ICI, demande.replace("Ville d'Essai", "VILLE  D'ESSAI"));
    assertThat(encore.statut()).isEqualTo(200);
    assertThat(encore.lu("id")).isEqualTo(id);
    assertThat(
            lire(
                "select count(*) from plateforme.invitation where maitre_ouvrage_id = '"
                    + id
                    + "'"))
        .containsExactly("1");
    refus(
        422,
        "siret-deja-pris",
        appeler("central", "POST", ICI, demande.replace("Ville d'Essai", "Autre ville")));

    // le premier administrateur reçoit son courriel et entre, chez lui et nulle part ailleurs
    var page = Navigateur.premiereConnexion(courriel);
    try (var _ = page.context()) {
      assertThat(page.navigate("/m/" + code + "/administration/personnes").status()).isEqualTo(200);
      assertThat(page.locator("main").innerText()).contains("Inès Moreau", "Inviter une personne");
      assertThat(page.navigate("/m/lyon").status()).isEqualTo(404);
      assertThat(page.navigate("/centre/espaces").status()).isEqualTo(403);
      regarder(page, "usage", "/m/" + code + "/administration/usage");
    }
    assertThat(
            pile.courrier().recus(courriel).stream().filter(m -> m.sujet().startsWith("Maillon")))
        .as("une seule invitation")
        .hasSize(1);
  }

  @Test
  void laMemeChoseParLaPageEtLesFautesMenentAuChamp() throws Exception {
    var nom = "Commune de Page " + MARQUE;
    var siret = ParcoursVieDUnEspaceIT.siret();
    try (var contexte = Navigateur.connecte("central").context()) {
      var page = contexte.pages().getFirst();
      page.navigate("/centre/espaces/nouveau");
      var avant = empreinte();
      soumettre(page, "#ouvrir");
      var resume = page.locator("[role=alert] li");
      assertThat(resume.allInnerTexts().stream().map(Navigateur::lisible))
          .containsExactly(
              "Nom : Donnez le nom du maître d'ouvrage.", "SIRET : Donnez au moins un SIRET.");
      page.locator("[role=alert] a").first().click();
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("nom");
      page.locator("[role=alert] a").nth(1).click();
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("sirets");
      regarder(page, "nouveau-fautes", null);

      page.locator("#nom").fill(nom);
      page.locator("#sirets").fill("123");
      page.locator("#administrateurNom").fill("Zoé Martin");
      page.locator("#administrateurCourriel").fill("zoe@ville.example");
      soumettre(page, "#ouvrir");
      assertThat(page.locator("#sirets").getAttribute("aria-invalid")).isEqualTo("true");
      assertThat(page.locator("[role=alert] a").getAttribute("href")).isEqualTo("#sirets");
      page.locator("#sirets").fill(siret);
      page.locator("#logo")
          .setInputFiles(
              new FilePayload(
                  "logo.svg",
                  "image/svg+xml",
                  "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"
                      .getBytes(StandardCharsets.UTF_8)));
      soumettre(page, "#ouvrir");
      assertThat(page.locator("[role=alert] a").getAttribute("href")).isEqualTo("#logo");
      assertThat(empreinte()).as("une faute n'ouvre rien").isEqualTo(avant);

      page.locator("#administrateurNom").fill("");
      page.locator("#administrateurCourriel").fill("");
      soumettre(page, "#ouvrir");
      page.waitForURL(Pattern.compile(".*/centre/espaces/[0-9a-f-]{36}.*"));
      assertThat(page.locator(".avis.ok").innerText()).contains("est ouvert");
      var adresse = page.url();
      page.navigate("/centre/espaces/nouveau");
      page.locator("#nom").fill(nom.toUpperCase(java.util.Locale.ROOT));
      page.locator("#sirets").fill(siret);
      soumettre(page, "#ouvrir");
      page.waitForURL(adresse);
      assertThat(page.locator(".avis.ok").innerText()).contains("était déjà ouvert");

      inviterPlusTard(page);
      tenirLaFiche(page);
      regarder(page, "espaces", "/centre/espaces?texte=" + MARQUE);
      regarder(page, "espaces-aucun", "/centre/espaces?texte=introuvable" + MARQUE);
    }
  }

  /**
   * Ouvert sans personne, l'espace reçoit son administrateur de sa page ; ensuite, c'est lui qui
   * invite.
   */
  private static void inviterPlusTard(Page page) throws Exception {
    soumettre(page, "#inviter");
    assertThat(page.locator("[role=alert] a").allInnerTexts())
        .containsExactly("Prénom et nom", "Courriel");
    regarder(page, "espace-sans-personne", null);
    page.locator("#administrateurNom").fill("Ali Benali");
    page.locator("#administrateurCourriel").fill("ali." + MARQUE + "@ville.example");
    soumettre(page, "#inviter");
    assertThat(page.locator(".avis.ok").innerText()).contains("Ali Benali reçoit son invitation");
    assertThat(page.locator("#inviter").count()).as("une invitation court").isZero();
    var id = page.url().replaceAll(".*/centre/espaces/([0-9a-f-]{36}).*", "$1");
    var invitation =
        appeler("central", "GET", ICI + "/" + id, null).json().at("/invitations/0/id").asText();
    Invite.lien(pile, "ali." + MARQUE + "@ville.example", 1);
    assertThat(
            appeler("central", "POST", "/centre/invitations/" + invitation + "/nouvel-essai", "")
                .statut())
        .isEqualTo(204);
    Invite.lien(pile, "ali." + MARQUE + "@ville.example", 2);
    Invite.ouvrirUnCompte(pile, "ali." + MARQUE + "@ville.example", "Un-mot-de-passe-2026");
    assertThat(
            appeler("central", "GET", ICI + "/" + id, null)
                .json()
                .at("/invitations/0/etat")
                .asText())
        .isEqualTo("ACCEPTEE");
    refus(
        422,
        "deja-administre",
        appeler(
            "central",
            "POST",
            ICI + "/" + id + "/administrateurs",
            corps(Map.of("nom", "Eve Autre", "courriel", "eve@ville.example"))));
    refus(
        422,
        "invitation-close",
        appeler("central", "DELETE", "/centre/invitations/" + invitation, null));
    refus(
        403,
        "interdit",
        appeler("coordinateur", "DELETE", "/centre/invitations/" + invitation, null));
    refus(
        422,
        "invitation-close",
        appeler("central", "POST", "/centre/invitations/" + invitation + "/nouvel-essai", ""));
    assertThat(
            lire(
                "select acte from plateforme.journal where maitre_ouvrage_id = '"
                    + id
                    + "' and acte like 'InviterAdministrateur.%' order by rang"))
        .containsExactly("InviterAdministrateur.executer", "InviterAdministrateur.relancer");
    page.reload();
  }

  /** Le centre tient le contact et le logo comme l'administrateur de l'espace le ferait. */
  private static void tenirLaFiche(Page page) {
    page.locator("#contactNom").fill("Service des achats");
    page.locator("#contactCourriel").fill("pas une adresse");
    page.locator("#contact").evaluate("f => f.noValidate = true");
    soumettre(page, "#tenirContact");
    assertThat(page.locator("[role=alert] a").innerText()).isEqualTo("Courriel du contact");
    assertThat(page.locator("#contactNom").inputValue())
        .as("rien n'est à retaper")
        .isEqualTo("Service des achats");
    page.locator("#contactCourriel").fill("achats@ville.example");
    soumettre(page, "#tenirContact");
    assertThat(page.locator(".avis.ok").innerText()).contains("Le contact de");
    page.locator("#logo")
        .setInputFiles(
            new FilePayload(
                "logo.png",
                "image/png",
                "GIF89a, pas une image PNG".getBytes(StandardCharsets.UTF_8)));
    soumettre(page, "#porter");
    assertThat(page.locator("[role=alert]").innerText()).contains("PNG, JPEG ou WebP");
    var png =
        java.util.Base64.getDecoder()
            .decode(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
    page.locator("#logo").setInputFiles(new FilePayload("logo.png", "image/png", png));
    soumettre(page, "#porter");
    assertThat(page.locator("img.logo-grand").getAttribute("src")).contains("/logo?v=");
    assertThat(page.locator("#contactCourriel").inputValue()).isEqualTo("achats@ville.example");
    soumettre(page, "#retirer");
    assertThat(page.locator("#retirer").count()).isZero();
    regarder(page, "espace", null);
  }

  @Test
  void unFichierSeRelitSansRienOuvrirPuisSOuvreEnTacheDeFond() throws Exception {
    var libre = ParcoursVieDUnEspaceIT.siret();
    var autre = ParcoursVieDUnEspaceIT.siret();
    var fichier =
        """
        Raison sociale,N° SIRET,Type,Administrateur,Courriel de l'administrateur
        Évêché de %1$s,%2$s,commune,,
        Métropole %1$s,21690123100011,EPCI,,
        Bailleur %1$s,%3$s,gâteau,,
        ,%3$s,,,
        Bailleur %1$s,12345678901234,,,
        Bailleur %1$s,%3$s,bailleur,Léo Petit,leo
        Bailleur %1$s,%3$s,bailleur,,
        Autre nom %1$s,%3$s,,,
        """
            .formatted(MARQUE, libre, autre)
            .getBytes(Charset.forName("windows-1252"));
    for (var qui : List.of("agent-lyon", "coordinateur")) {
      refus(403, "interdit", envoyer(qui, fichier));
    }
    refus(422, "pas-un-csv", envoyer("central", new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0}));
    refus(422, "fichier-vide", envoyer("central", new byte[0]));
    refus(
        422,
        "colonne-manquante",
        envoyer("central", "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8)));
    refus(413, "trop-volumineux", envoyer("central", new byte[6_000_000]));
    var avant = empreinte();
    var depose = envoyer("central", fichier);
    assertThat(depose.statut()).as(depose.texte()).isEqualTo(201);
    var ici = FICHIERS + "/" + depose.json().at("/fichier/id").asText();
    assertThat(depose.json().at("/fichier/lignes").asInt()).isEqualTo(8);
    assertThat(depose.json().at("/fichier/fautives").asInt()).isEqualTo(6);
    var lignes =
        appeler("central", "GET", ici + "/lignes?etat=FAUTIVE", null).json().path("elements");
    assertThat(lignes.findValuesAsText("rang")).containsExactly("3", "4", "5", "6", "7", "9");
    assertThat(lignes.findValuesAsText("champ"))
        .containsExactly("siret", "type", "nom", "siret", "administrateur_courriel", "siret");
    assertThat(lignes.findValuesAsText("raison")).allMatch(r -> r.length() > 20 && r.endsWith("."));
    assertThat(lignes.get(5).path("raison").asText()).contains("ligne 7");
    refus(403, "interdit", appeler("coordinateur", "GET", ici + "/lignes", null));
    refus(400, "filtre-inconnu", appeler("central", "GET", ici + "/lignes?etat=BOF", null));
    assertThat(empreinte()).as("déposer n'ouvre rien").isEqualTo(avant);

    refus(403, "interdit", appeler("agent-lyon", "POST", ici + "/confirmation", ""));
    assertThat(appeler("central", "POST", ici + "/confirmation", "").statut()).isEqualTo(202);
    attendre(
        () -> appeler("central", "GET", ici, null),
        r -> r.json().at("/fichier/etat").asText().equals("TERMINE"));
    assertThat(
            lire(
                "select nom || ' ' || type from plateforme.maitre_ouvrage where nom like '%"
                    + MARQUE
                    + "' and nom ~ '^(Évêché|Bailleur|Autre nom|Métropole)' order by nom"))
        .containsExactly("Bailleur " + MARQUE + " BAILLEUR", "Évêché de " + MARQUE + " COMMUNE");
    refus(422, "import-termine", appeler("central", "POST", ici + "/confirmation", ""));
    refus(422, "import-deja-lance", appeler("central", "DELETE", ici, null));
    var csv = appeler("central", "GET", ici + "/lignes.csv", null);
    assertThat(csv.texte().lines())
        .hasSize(9)
        .anyMatch(l -> l.contains("Espace ouvert;Évêché de " + MARQUE));
    assertThat(csv.entetes().get("content-type").getFirst())
        .isEqualToIgnoringWhitespace("text/csv;charset=UTF-8");
    refus(
        404,
        "introuvable",
        appeler("central", "GET", FICHIERS + "/" + UUID.randomUUID() + "/lignes.csv", null));

    // le fichier corrigé, déposé de nouveau : ce qui est ouvert le reste
    var encore =
        envoyer(
            "central",
            "nom;siret\nÉvêché de %s;%s\n"
                .formatted(MARQUE, libre)
                .getBytes(StandardCharsets.UTF_8));
    var la = FICHIERS + "/" + encore.json().at("/fichier/id").asText();
    appeler("central", "POST", la + "/confirmation", "");
    var fini =
        attendre(
            () -> appeler("central", "GET", la, null),
            r -> r.json().at("/fichier/etat").asText().equals("TERMINE"));
    assertThat(fini.json().at("/compte/DEJA_OUVERT").asInt()).isEqualTo(1);
    assertThat(fini.json().path("compte").has("OUVERT")).isFalse();
  }

  /** La taille du pays à l'aperçu, quelques centaines à l'ouverture. */
  @Test
  void unGrandFichierEtSonAvancement() throws Exception {
    var texte = new StringBuilder("\ufeffnom;siret;code\r\n");
    for (int i = 0; i < 3_600; i++) {
      texte
          .append("Commune ")
          .append(i)
          .append(' ')
          .append(MARQUE)
          .append(';')
          .append(i < 3_350 ? ParcoursVieDUnEspaceIT.siret() : "")
          .append(';')
          .append(i < 250 ? "" : "UN CODE ! ")
          .append("\r\n");
    }
    var debut = Instant.now();
    var depose = envoyer("central", texte.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(depose.statut()).as(depose.texte()).isEqualTo(201);
    System.out.println(
        "aperçu de 3 600 lignes : " + Duration.between(debut, Instant.now()).toMillis() + " ms");
    var ici = FICHIERS + "/" + depose.json().at("/fichier/id").asText();
    assertThat(depose.json().at("/fichier/lignes").asInt()).isEqualTo(3_600);
    assertThat(depose.json().at("/compte/PRETE").asInt()).isEqualTo(250);
    assertThat(
            appeler("central", "GET", ici + "/lignes?etat=FAUTIVE&page=34&taille=100", null)
                .json()
                .path("elements"))
        .hasSize(50);
    debut = Instant.now();
    appeler("central", "POST", ici + "/confirmation", "");
    var vus = new TreeSet<Integer>();
    attendre(
        () -> appeler("central", "GET", ici, null),
        r -> {
          vus.add(r.json().at("/compte/OUVERT").asInt());
          return r.json().at("/fichier/etat").asText().equals("TERMINE");
        });
    System.out.println(
        "250 espaces ouverts d'un fichier : "
            + Duration.between(debut, Instant.now()).toMillis()
            + " ms");
    assertThat(vus).as("l'avancement se voit").hasSizeGreaterThan(1).contains(250);
    assertThat(
            lire(
                "select count(*) from plateforme.maitre_ouvrage where nom ~ '^Commune [0-9]+ "
                    + MARQUE
                    + "'"))
        .containsExactly("250");
    assertThat(appeler("central", "GET", ici + "/lignes.csv", null).texte().lines()).hasSize(3_601);
  }

  @Test
  void unFichierParLaPage() throws Exception {
    var fichier =
        "nom\tsiret\nHôpital de page %1$s\t%2$s\nHôpital sans numéro %1$s\t\n"
            .formatted(MARQUE, ParcoursVieDUnEspaceIT.siret())
            .getBytes(StandardCharsets.UTF_8);
    try (var contexte = Navigateur.connecte("central").context()) {
      var page = contexte.pages().getFirst();
      page.navigate("/centre/espaces/import");
      soumettre(page, "#deposer");
      assertThat(page.locator("[role=alert] a").getAttribute("href")).isEqualTo("#fichier");
      page.locator("#fichier")
          .setInputFiles(
              new FilePayload(
                  "espaces.xlsx", "text/csv", new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}));
      soumettre(page, "#deposer");
      assertThat(page.locator("[role=alert]").innerText()).contains("CSV UTF-8");
      regarder(page, "imports", null);
      page.locator("#fichier")
          .setInputFiles(new FilePayload("page-" + MARQUE + ".csv", "text/csv", fichier));
      soumettre(page, "#deposer");
      page.waitForURL(Pattern.compile(".*/centre/espaces/import/[0-9a-f-]{36}"));
      assertThat(Navigateur.lisible(page.locator("main table").innerText()))
          .contains("Hôpital sans numéro", "siret : Donnez au moins un SIRET.");
      regarder(page, "import-apercu", null);
      assertThat(
              lire(
                  "select count(*) from plateforme.maitre_ouvrage where nom like 'Hôpital%"
                      + MARQUE
                      + "'"))
          .containsExactly("0");
      assertThat(page.locator("#confirmer").inputValue()).contains("Ouvrir 1");
      soumettre(page, "#confirmer");
      var adresse = page.url();
      attendre(
          () -> {
            page.navigate(adresse);
            return page.locator("#suivi").getAttribute("data-etat");
          },
          "TERMINE"::equals);
      page.locator("main table a", new Page.LocatorOptions().setHasText("Hôpital de page")).click();
      page.waitForURL(Pattern.compile(".*/centre/espaces/[0-9a-f-]{36}"));
      assertThat(page.locator("h1").innerText()).isEqualTo("Hôpital de page " + MARQUE);
    }
  }

  @Test
  void suspenduOuLecteurOnLitToutEtRienNEcrit() throws Exception {
    try (var essai = new EspaceDEssai()) {
      var code = essai.code;
      var objets = new Canaris(pile, Set.of(code)).lignes.get(code);
      essai.adherer("agent-ugap", "ACHETEUR", false);
      essai.adherer("agent-deux-espaces", "LECTEUR", false);
      var gens = new HashMap<String, BrowserContext>();
      try {
        for (var qui :
            List.of(
                "agent-ugap",
                "agent-deux-espaces",
                EspaceDEssai.AGENT,
                EspaceDEssai.FACILITATEUR)) {
          gens.put(qui, Navigateur.connecte(qui).context());
        }
        // le témoin : ouvert, qui peut écrire voit de quoi écrire
        var temoins =
            Set.of(
                "/marches",
                "/marches/nouveau",
                "/marches/{id}",
                "/imports",
                "/demandes/nouvelle",
                "/demandes/{id}",
                "/clauses/{id}");
        assertThat(ecrivantes(gens.get("agent-ugap"), code, objets, null, temoins::contains))
            .isEqualTo(new TreeSet<>(temoins));
        var duFacilitateur =
            Set.of("/demandes/{id}", "/contrats/nouveau", "/contrats/{id}", "/heures/{id}");
        assertThat(
                ecrivantes(
                    gens.get(EspaceDEssai.FACILITATEUR),
                    code,
                    objets,
                    null,
                    duFacilitateur::contains))
            .isEqualTo(new TreeSet<>(duFacilitateur));
        assertThat(
                ecrivantes(
                    gens.get("agent-deux-espaces"),
                    code,
                    objets,
                    "Votre droit dans cet espace est de lire.",
                    _ -> true))
            .as("le lecteur")
            .isEmpty();
        var avant = essai.marches();
        refus(
            403,
            "interdit",
            appelIci(essai, "agent-deux-espaces", "/marches", MARCHE.formatted("L1")));

        var version =
            appeler("central", "GET", ICI + "/" + essai.id, null).json().path("version").asInt();
        refus(
            403,
            "interdit",
            appeler(
                "coordinateur",
                "POST",
                ICI + "/" + essai.id + "/suspension",
                corps(Map.of("motif", "x", "version", version))));
        refus(
            400,
            "demande-invalide",
            appeler(
                "central",
                "POST",
                ICI + "/" + essai.id + "/suspension",
                corps(Map.of("motif", " ", "version", version))));
        refus(
            409,
            "version-perimee",
            appeler(
                "central",
                "POST",
                ICI + "/" + essai.id + "/suspension",
                corps(Map.of("motif", "x", "version", version + 9))));
        var suspendu =
            appeler(
                "central",
                "POST",
                ICI + "/" + essai.id + "/suspension",
                corps(Map.of("motif", "Convention échue <" + MARQUE + ">", "version", version)));
        assertThat(suspendu.lu("etat")).as(suspendu.texte()).isEqualTo("SUSPENDU");
        refus(
            422,
            "etape-impossible",
            appeler(
                "central",
                "POST",
                ICI + "/" + essai.id + "/suspension",
                corps(Map.of("motif", "x", "version", version + 1))));

        for (var qui : List.of("agent-ugap", EspaceDEssai.FACILITATEUR)) {
          assertThat(
                  ecrivantes(
                      gens.get(qui),
                      code,
                      objets,
                      "Motif : Convention échue &lt;" + MARQUE + "&gt;",
                      _ -> true))
              .as(qui + ", suspendu")
              .isEmpty();
        }
        assertThat(
                ecrivantes(
                    gens.get(EspaceDEssai.AGENT), code, objets, "Espace suspendu", _ -> true))
            .as("l'administrateur tient encore ses personnes et sa fiche")
            .isSubsetOf(TENUES)
            .isNotEmpty();
        for (var qui : List.of("agent-ugap", EspaceDEssai.AGENT, EspaceDEssai.FACILITATEUR)) {
          refus(422, "espace-suspendu", appelIci(essai, qui, "/marches", MARCHE.formatted("S1")));
        }
        refus(
            422,
            "espace-suspendu",
            appelIci(
                essai,
                "agent-ugap",
                "/demandes",
                corps(
                    Map.of(
                        "marcheId",
                        objets.get("marche"),
                        "service",
                        "CALIBRAGE",
                        "besoin",
                        "Essai",
                        "dateSouhaitee",
                        "2030-01-01"))));
        refus(
            422,
            "espace-suspendu",
            appelIci(
                essai,
                EspaceDEssai.FACILITATEUR,
                "/heures/" + objets.get("declaration") + "/validation",
                "{\"version\":0}"));
        assertThat(essai.marches()).isEqualTo(avant);
        assertThat(essai.get("agent-ugap", "/marches").statut()).isEqualTo(200);
        var page = gens.get("agent-ugap").pages().getFirst();
        regarder(page, "suspendu-marche", "/m/" + code + "/marches/" + objets.get("marche"));

        var reouvert =
            appeler(
                "central",
                "POST",
                ICI + "/" + essai.id + "/reouverture",
                corps(Map.of("version", version + 1)));
        assertThat(reouvert.lu("etat")).as(reouvert.texte()).isEqualTo("OUVERT");
        assertThat(essai.post("agent-ugap", "/marches", MARCHE.formatted("R1")).statut())
            .isEqualTo(201);
        assertThat(page.navigate("/m/" + code + "/marches/nouveau").status()).isEqualTo(200);
        assertThat(page.locator("#marche").count()).isEqualTo(1);
      } finally {
        gens.values().forEach(BrowserContext::close);
      }
    }
  }

  @Test
  void fermerAnnulerRefermerParLaPage() throws Exception {
    try (var essai = new EspaceDEssai();
        var contexte = Navigateur.connecte("central").context()) {
      var page = contexte.pages().getFirst();
      page.navigate("/centre/espaces/" + essai.id);
      page.locator("#fermeture summary").click();
      page.locator("#nomRecopie").fill("Un autre nom");
      soumettre(page, "#fermer");
      assertThat(page.locator("[role=alert] a").getAttribute("href"))
          .as("le motif de la fermeture, non celui de la suspension")
          .isEqualTo("#motifFermeture");
      page.locator("#motifFermeture").fill("Fin " + MARQUE);
      soumettre(page, "#fermer");
      assertThat(page.locator("[role=alert] a").getAttribute("href")).isEqualTo("#nomRecopie");
      assertThat(page.locator("#nomRecopie").isVisible())
          .as("la faute se voit, sans rouvrir")
          .isTrue();
      regarder(page, "fermer-faute", null);
      assertThat(essai.get(EspaceDEssai.AGENT, "/marches").statut()).isEqualTo(200);
      page.locator("#nomRecopie").fill(essai.nom);
      soumettre(page, "#fermer");
      assertThat(page.locator("main").innerText()).contains("Fermé le", "la fermeture s'annule");
      regarder(page, "ferme", null);
      refus(404, "introuvable", appelIci(essai, EspaceDEssai.AGENT, "/marches", null));
      refus(404, "introuvable", appelIci(essai, EspaceDEssai.FACILITATEUR, "/marches", null));
      var version =
          appeler("central", "GET", ICI + "/" + essai.id, null).json().path("version").asInt();
      refus(
          422,
          "etape-impossible",
          appeler(
              "central",
              "POST",
              ICI + "/" + essai.id + "/suspension",
              corps(Map.of("motif", "x", "version", version))));
      refus(
          403,
          "interdit",
          appeler(
              "coordinateur",
              "POST",
              ICI + "/" + essai.id + "/annulation-fermeture",
              corps(Map.of("version", version))));

      soumettre(page, "#annuler");
      assertThat(page.locator(".avis.ok").innerText()).contains("est annulée");
      assertThat(essai.get(EspaceDEssai.AGENT, "/marches").statut()).isEqualTo(200);
      var ferme =
          appeler(
              "central",
              "POST",
              ICI + "/" + essai.id + "/fermeture",
              corps(Map.of("nom", essai.nom, "motif", "Fin", "version", version + 1)));
      assertThat(ferme.lu("etat")).as(ferme.texte()).isEqualTo("FERME");
      assertThat(ferme.lu("effacableLe"))
          .isEqualTo(
              java.time.LocalDate.now(java.time.ZoneId.of("Europe/Paris")).plusDays(21).toString());
      assertThat(essai.get(EspaceDEssai.AGENT, "/marches").statut()).isEqualTo(404);
      assertThat(
              lire("select string_agg(objet, '|' order by objet) from plateforme.envoi where"
                      + " maitre_ouvrage_id = '"
                      + essai.id
                      + "' and nature = 'COURRIEL_GROUPE'")
                  .getFirst())
          .contains("est fermé ; il sera effacé le", "n'est plus fermé");
    }
  }

  // --- lire les pages

  /**
   * Les pages de l'espace qui montrent à cette personne de quoi écrire ; sur toutes, la phrase
   * attendue
   *
   * @param phrase null : aucune.
   * @param voulues les adresses à lire, sans l'espace
   */
  private static Set<String> ecrivantes(
      BrowserContext qui,
      String code,
      Map<String, String> objets,
      String phrase,
      Predicate<String> voulues)
      throws Exception {
    var ecrivantes = new TreeSet<String>();
    var fautes = new ArrayList<String>();
    for (var route :
        MatriceDesPagesIT.routes().stream().filter(r -> r.porte().equals("ESPACE")).toList()) {
      var motif = route.motif().replace("/m/{code}", "");
      if (!voulues.test(motif)) {
        continue;
      }
      var adresse =
          MatriceDesPagesIT.adresse(route, code, objets)
              + (route.motif().endsWith("/demandes/nouvelle")
                  ? "?marche=" + objets.get("marche")
                  : "");
      APIResponse r = qui.request().get(adresse);
      if (r.status() == 403
          || !r.headers().getOrDefault("content-type", "").startsWith("text/html")) {
        r.dispose();
        continue;
      }
      var html = r.text();
      if (r.status() != 200) {
        fautes.add(adresse + " : " + r.status());
      }
      if (phrase != null && !Navigateur.lisible(html).replaceAll("\\s+", " ").contains(phrase)) {
        fautes.add(adresse + " ne dit pas « " + phrase + " »");
      }
      var formulaires =
          FORMULAIRE
              .matcher(html)
              .results()
              .filter(f -> !f.group().contains("/deconnexion"))
              .count();
      var corps = html.replaceAll("(?s)<form[^>]*(method=\"get\"|/deconnexion).*?</form>", "");
      if (formulaires > 0 || VERS_ECRIRE.matcher(corps).find() || BOUTON.matcher(corps).find()) {
        ecrivantes.add(motif);
      }
      r.dispose();
    }
    assertThat(fautes).isEmpty();
    return ecrivantes;
  }

  private static void soumettre(Page page, String bouton) {
    ParcoursVieDUnEspaceIT.cliquer(page, page.locator(bouton));
  }

  /**
   * Aux deux largeurs : rien ne déborde, axe ne trouve rien ; l'image reste dans target pour l'œil.
   *
   * @param adresse null : la page telle qu'elle est
   */
  private static void regarder(Page page, String nom, String adresse) {
    if (adresse != null) {
      assertThat(page.navigate(adresse).status()).as(adresse).isEqualTo(200);
    }
    var defauts = new ArrayList<String>();
    for (int largeur : new int[] {1280, 360}) {
      page.setViewportSize(largeur, 900);
      if ((Boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth")) {
        defauts.add(nom + " déborde à " + largeur);
      }
      defauts.addAll(Navigateur.defauts(page));
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/captures/espaces-" + nom + "-" + largeur + ".png"))
              .setFullPage(true));
    }
    page.setViewportSize(1280, 900);
    assertThat(defauts).isEmpty();
  }

  // --- l'API et la base

  private static Reponse appelIci(EspaceDEssai essai, String qui, String chemin, String corps) {
    return appeler(
        qui, corps == null ? "GET" : "POST", "/maitres-ouvrage/" + essai.code + chemin, corps);
  }

  private static Reponse appeler(String qui, String methode, String chemin, String corps) {
    return envoyer(
        qui,
        methode,
        chemin,
        "application/json",
        corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps));
  }

  private static Reponse envoyer(String qui, byte[] fichier) {
    return envoyer(
        qui,
        "POST",
        FICHIERS + "?fichier=essai-" + MARQUE + ".csv",
        "text/csv",
        BodyPublishers.ofByteArray(fichier));
  }

  private static Reponse envoyer(
      String qui, String methode, String chemin, String type, HttpRequest.BodyPublisher corps) {
    try {
      var r =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + chemin))
                  .header("Authorization", "Bearer " + JETONS.computeIfAbsent(qui, pile::jeton))
                  .header("Content-Type", type)
                  .header("Accept", "*/*")
                  .method(methode, corps)
                  .build(),
              BodyHandlers.ofString());
      return new Reponse(r.statusCode(), r.body(), r.headers().map());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int sansJeton(String chemin) throws Exception {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + chemin)).build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static String corps(Map<String, Object> champs) throws IOException {
    return JSON.writeValueAsString(champs);
  }

  private static void refus(int statut, String code, Reponse r) {
    assertThat(r.statut()).as(r.texte()).isEqualTo(statut);
    assertThat(r.lu("code")).as(r.texte()).isEqualTo(code);
    assertThat(r.lu("detail").length()).as(r.texte()).isGreaterThan(10);
  }

  /** Dans ce fil : une page de Playwright ne se lit que du sien. */
  private static <T> T attendre(Supplier<T> lecture, Predicate<T> fini) {
    return await().pollInSameThread().atMost(PATIENCE).until(lecture::get, fini);
  }

  /** Tout ce qu'une ouverture écrit, de ce qui porte la marque de ce passage. */
  private static String empreinte() throws SQLException {
    var deLEspace = " where maitre_ouvrage_id in (select id from e)";
    return lire("with e as (select id from plateforme.maitre_ouvrage where nom like '%"
            + MARQUE
            + "%') select concat_ws(' ', (select count(*) from e), (select count(*) from"
            + " plateforme.maitre_ouvrage_siret"
            + deLEspace
            + "), (select count(*) from plateforme.fiche_espace"
            + deLEspace
            + "), (select count(*) from plateforme.invitation"
            + deLEspace
            + "), (select count(*) from plateforme.envoi"
            + deLEspace
            + " and nature <> 'COURRIEL_GROUPE'), (select count(*) from plateforme.journal"
            + deLEspace
            + " and acte = 'OuvrirEspace.executer'))")
        .getFirst();
  }

  private static List<String> lire(String requete) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement();
        var r = i.executeQuery(requete)) {
      var lignes = new ArrayList<String>();
      while (r.next()) {
        lignes.add(r.getString(1));
      }
      return lignes;
    }
  }

  private static void faire(String ordre) throws SQLException {
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement()) {
      i.execute(ordre);
    }
  }
}
