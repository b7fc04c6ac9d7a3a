package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Chaque page de la table des routes devant chaque personne, comme {@link MatriceIT} le fait de
 * l'API ; puis les formulaires : affiché pour un espace et envoyé à un autre, un formulaire est
 * refusé et n'écrit rien.
 */
@Chiffres
class MatriceDesPagesIT {
  private static final Pattern PARAMETRE = Pattern.compile("\\{([a-zA-Z]+)}");
  private static final Pattern FORMULAIRE =
      Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern CACHE = Pattern.compile("<input\\b[^>]*type=\"hidden\"[^>]*>");
  private static final Map<String, String> SEGMENTS =
      Map.ofEntries(
          Map.entry("marches", "marche"),
          Map.entry("lots", "lot"),
          Map.entry("versions", "version"),
          Map.entry("imports", "import"),
          Map.entry("demandes", "demande"),
          Map.entry("clauses", "propose"),
          Map.entry("contrats", "contrat"),
          Map.entry("heures", "declaration"),
          Map.entry("participants", "participant"),
          Map.entry("support", "acces"),
          Map.entry("espaces", "tenant"),
          Map.entry("conventions", "convention"),
          Map.entry("filtres", "filtre"),
          Map.entry("personnes", "personne"),
          Map.entry("import", "fichierEspaces"),
          Map.entry("equipe", "membre"),
          Map.entry("travaux", "import"),
          Map.entry("exports", "export"),
          Map.entry("certificats", "certificat"),
          Map.entry("parametres", "parametre"));

  private static final Pattern SAISIE = Pattern.compile("<(?:input|textarea)\\b[^>]*>");

  /** Ce qu'une page veut savoir par sa chaîne de requête : elle répond 404 sans. */
  private static final Map<String, String> REQUETES =
      Map.of("/m/{code}/contrats/nouveau", "clause=clause");

  /**
   * Ce qui n'est pas du texte lu ; puis un code tel qu'une personne le lirait ({@code
   * REVUE_DES_PERSONNES_MOIS}, {@code id_en_double}).
   */
  private static final Pattern HORS_TEXTE =
      Pattern.compile("<!--.*?-->|<(script|style)\\b.*?</\\1>|<[^>]*>", Pattern.DOTALL);

  private static final Pattern CODE =
      Pattern.compile(
          "\\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\\b|\\b[a-z]+_[a-z0-9_]{2,}\\b|\\b[a-z]+(?:\\+[a-z]+)+_");

  /** Pages de l'équipe où seule la coordination agit. */
  private static final Set<String> COORDINATION =
      Set.of("/equipe/affectations", "/equipe/passations", "/equipe/charge");

  /**
   * @param porte l'entrée de la route : ESPACE, CENTRE…
   */
  record Page(String motif, String porte) {}

  private record Personne(String compte, Map<String, Character> espaces, String titres) {}

  private record Vu(String appel, Set<String> identifiants, Set<String> permis) {}

  private static ServerStack pile;
  private static Canaris canaris;
  private static List<Page> pages;

  private final List<String> fautes = new ArrayList<>();
  private final List<Vu> vus = new ArrayList<>();

  @BeforeAll
  static void lireLesRoutes() throws Exception {
    pile = PileDeTest.pile();
    canaris = new Canaris(pile);
    canaris.droitsDEssai(true);
    pages = routes();
    assertThat(pages).hasSizeGreaterThan(20);
  }

  /** La table des routes de l'application. */
  static List<Page> routes() throws Exception {
    var pages = new ArrayList<Page>();
    var classes =
        Path.of(System.getProperty("maillon.racine"), "web/target/classes").toUri().toURL();
    try (var chargeur =
        new URLClassLoader(new URL[] {classes}, MatriceDesPagesIT.class.getClassLoader())) {
      var table = chargeur.loadClass("fr.maillon.web.Routes").getDeclaredMethod("table");
      table.setAccessible(true);
      for (var route : (List<?>) table.invoke(null)) {
        pages.add(
            new Page(
                (String) route.getClass().getMethod("motif").invoke(route),
                route.getClass().getMethod("entree").invoke(route).toString()));
      }
    }
    return pages;
  }

  @AfterAll
  static void rendreLesDroits() throws Exception {
    canaris.droitsDEssai(false);
  }

  /** Une personne par titre pour chaque page, l'espace d'un autre toujours. */
  @Test
  void nullePageNePorteUnOctetDAilleurs() throws Exception {
    eprouver(parClasse());
  }

  @Test
  @Tag("nuit")
  void devantPersonneNullePageNePorteUnOctetDAilleurs() throws Exception {
    eprouver(tous());
  }

  /** Ce que la nuit essaie en plus, le jour l'a essayé sur quelqu'un d'autre de même titre. */
  @Test
  void lesClassesDeTitresCouvrentToutLeMonde() {
    assertThat(parClasse()).doesNotHaveDuplicates().hasSizeLessThan(tous().size());
    assertThat(classes(parClasse())).containsExactlyElementsOf(classes(tous()));
    assertThat(parClasse().stream().map(c -> c.personne().compte()).distinct())
        .containsExactlyInAnyOrderElementsOf(personnes().stream().map(Personne::compte).toList());
    assertThat(tous().stream().map(Cas::page).distinct())
        .hasSize(pages.size() - 2)
        .allMatch(
            p ->
                !p.porte().equals("ESPACE")
                    || parClasse().stream().anyMatch(c -> c.page().equals(p) && c.ferme()));
  }

  private static Set<String> classes(List<Cas> cas) {
    return cas.stream().map(Cas::classe).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Cas> tous() {
    var cas = new ArrayList<Cas>();
    for (var page : pages) {
      if (page.motif().equals("/deconnexion") || page.motif().equals("/deconnecte")) {
        continue;
      }
      for (var personne : personnes()) {
        if (!page.porte().equals("ESPACE")) {
          cas.add(new Cas(personne, page, null, false));
          continue;
        }
        personne.espaces().keySet().stream()
            .limit(2)
            .forEach(e -> cas.add(new Cas(personne, page, e, false)));
        ferme(personne).ifPresent(e -> cas.add(new Cas(personne, page, e, true)));
      }
    }
    return cas;
  }

  /** De chaque classe un seul, pas toujours le même d'une page à l'autre. */
  private static List<Cas> parClasse() {
    var classes =
        tous().stream()
            .collect(Collectors.groupingBy(Cas::classe, LinkedHashMap::new, Collectors.toList()));
    var choisis = new ArrayList<Cas>();
    for (var classe : classes.values()) {
      choisis.add(classe.get(choisis.size() % classe.size()));
    }
    return choisis;
  }

  private void eprouver(List<Cas> essais) throws Exception {
    for (var personne : personnes()) {
      var client = connecter(personne.compte());
      for (var cas : essais) {
        if (cas.personne().equals(personne)) {
          essayer(client, cas);
        }
      }
    }
    var proprietaires = canaris.proprietaires();
    var objets = canaris.espaces();
    for (var vu : vus) {
      for (var id : vu.identifiants()) {
        var espace = proprietaires.get(id);
        if (espace != null
            && !vu.permis().contains(espace)
            && !(vu.appel().startsWith("central ")
                && vu.appel().contains("/centre/")
                && objets.contains(id))) {
          fautes.add(vu.appel() + " montre " + id + ", qui est à " + espace);
        }
      }
    }
    System.out.println(
        "pages : "
            + pages.size()
            + " routes, "
            + vus.size()
            + " appels, "
            + vus.stream().mapToInt(v -> v.identifiants().size()).sum()
            + " identifiants relus");
    assertThat(fautes).isEmpty();
    assertThat(vus.stream().filter(v -> !v.identifiants().isEmpty())).hasSizeGreaterThan(20);
  }

  @Test
  void sansConnexionOnEstMeneAKeycloakEtUneVueNeSAdresseJamais() throws Exception {
    var inconnu = HttpClient.newHttpClient();
    for (var page : pages) {
      if (!page.porte().equals("PUBLIQUE")) {
        var r =
            inconnu.send(
                get(adresse(page, "aix-marseille", canaris.lignes.get("aix-marseille"))),
                BodyHandlers.ofString());
        assertThat(r.statusCode()).as(page.motif()).isIn(302, 303);
        assertThat(r.headers().firstValue("Location").orElse(""))
            .as(page.motif())
            .startsWith(pile.urlKeycloak());
        assertThat(Canaris.marques(r.body())).isEmpty();
        // un envoi, lui, apprend que la session a pris fin ; il n'exécute rien
        var envoi =
            poster(
                inconnu,
                adresse(page, "aix-marseille", canaris.lignes.get("aix-marseille")),
                Map.of("x", "y"));
        assertThat(envoi.statusCode()).as("POST " + page.motif()).isEqualTo(401);
        assertThat(Canaris.marques(envoi.body())).isEmpty();
      }
    }
    var connecte = connecter("facilitateur1");
    for (var vue :
        List.of(
            "/vues/marche/liste.xhtml",
            "/vues/accueil/espace.xhtml",
            "/interne/accueil",
            "/WEB-INF/web.xml",
            "/vues/marche/liste.xhtml;x=1",
            "/m/aix-marseille/../lyon/marches.xhtml")) {
      var r = connecte.send(get(vue), BodyHandlers.ofString());
      assertThat(r.statusCode()).as(vue).isIn(400, 403, 404);
      assertThat(Canaris.marques(r.body())).as(vue).isEmpty();
    }
  }

  /** Deux onglets, deux espaces : le formulaire de l'un, envoyé à l'autre, n'écrit nulle part. */
  @Test
  void unFormulaireAfficheIciEtEnvoyeLaEstRefuse() throws Exception {
    var agent = connecter("agent-deux-espaces");
    var autre = connecter("facilitateur1");
    var ici = "lyon";
    var la = "ugap";
    int essayes = 0;
    for (var page : pages.stream().filter(p -> p.porte().equals("ESPACE")).toList()) {
      var html =
          agent.send(get(adresse(page, ici, canaris.lignes.get(ici))), BodyHandlers.ofString());
      for (var champs : formulaires(html.body())) {
        essayes++;
        var avant = empreinte();
        var chezSoi = adresse(page, ici, canaris.lignes.get(ici));
        var ailleurs = adresse(page, la, canaris.lignes.get(la));
        assertThat(poster(agent, ailleurs, champs).statusCode())
            .as("affiché à " + ici + ", envoyé à " + ailleurs)
            .isEqualTo(409);
        assertThat(poster(autre, chezSoi, champs).statusCode())
            .as("affiché pour un autre : " + chezSoi)
            .isEqualTo(403);
        var sans = new LinkedHashMap<>(champs);
        sans.remove("_jeton");
        assertThat(poster(agent, chezSoi, sans).statusCode())
            .as("sans jeton : " + chezSoi)
            .isEqualTo(403);
        var faux = new LinkedHashMap<>(champs);
        faux.computeIfPresent("_jeton", (_, j) -> j.replace(ici, la));
        assertThat(poster(agent, ailleurs, faux).statusCode())
            .as("jeton retouché : " + ailleurs)
            .isIn(403, 409);
        assertThat(empreinte()).as("rien n'est écrit").isEqualTo(avant);
      }
    }
    assertThat(essayes).as("formulaires éprouvés").isPositive();
    System.out.println("deux onglets : " + essayes + " formulaires");
  }

  /**
   * Session perdue, puis retrouvée : tout ce qu'on peut taper dans une page revient à qui l'a tapé,
   * sans rien écrire, et une autre personne ne le voit pas.
   */
  @Test
  void toutFormulaireRevientAQuiLAvaitRempli() throws Exception {
    var inconnu = HttpClient.newHttpClient();
    var autre = connecter("agent-deux-espaces");
    var essayes = new TreeSet<String>();
    int rang = 0;
    for (var personne :
        List.of("facilitateur1", "agent-aix-marseille", "coordinateur", "central", "support")) {
      var client = connecter(personne);
      for (var page : pages) {
        var adresse = adresse(page, "aix-marseille", canaris.lignes.get("aix-marseille"));
        var html =
            page.motif().startsWith("/deconn")
                ? null
                : client.send(get(adresse), BodyHandlers.ofString());
        if (html == null || html.statusCode() != 200) {
          continue;
        }
        for (var formulaire : remplissables(html.body())) {
          var cle = page.motif() + " " + formulaire.textes().keySet();
          if (!essayes.add(cle)) {
            continue;
          }
          var avant = empreinte();
          var champs = new LinkedHashMap<>(formulaire.caches());
          for (var texte : formulaire.textes().keySet()) {
            champs.put(texte, "Perdu " + ++rang + ", œuvre & l’écrit <b>");
          }
          var perdus = champs.values().stream().filter(v -> v.startsWith("Perdu ")).toList();
          var envoi =
              formulaire.fichier()
                  ? enMorceaux(champs)
                  : HttpRequest.newBuilder()
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(BodyPublishers.ofString(enFormulaire(champs)));
          var finie =
              inconnu.send(
                  envoi.uri(URI.create(pile.urlMaillon() + formulaire.action())).build(),
                  BodyHandlers.ofString());
          if (finie.statusCode() != 401 || !finie.body().contains("vous sera rendu")) {
            fautes.add(cle + " : la session finie n'est pas dite : " + finie.statusCode());
            continue;
          }
          var reprise = formulaire.action().replaceAll("[?&]_jeton=[^&]*", "");
          reprise += (reprise.contains("?") ? "&" : "?") + "_reprise=1";
          var ailleurs = autre.send(get(reprise), BodyHandlers.ofString()).body();
          var rendue = client.send(get(reprise), BodyHandlers.ofString());
          for (var perdu : perdus) {
            var ecrit = perdu.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            if (!rendue.body().contains(ecrit)) {
              fautes.add(
                  personne + " " + cle + " ne rend pas « " + perdu + " » : " + rendue.statusCode());
            }
            if (ailleurs.contains(ecrit)) {
              fautes.add(cle + " se montre à un autre");
            }
          }
          if (formulaire.fichier() && !rendue.body().contains("est à choisir de nouveau")) {
            fautes.add(
                personne + " " + cle + " ne dit pas que le fichier est à choisir de nouveau");
          }
          assertThat(empreinte()).as("rien n'est écrit : " + cle).isEqualTo(avant);
        }
      }
    }
    System.out.println(
        "sessions perdues : " + essayes.size() + " formulaires, " + rang + " champs");
    assertThat(fautes).isEmpty();
    assertThat(essayes).hasSizeGreaterThan(30);
  }

  private record Remplissable(
      String action, boolean fichier, Map<String, String> caches, Map<String, String> textes) {}

  /** Les formulaires à envoyer où l'on peut taper, ou joindre un fichier. */
  private static List<Remplissable> remplissables(String html) {
    var formulaires = new ArrayList<Remplissable>();
    FORMULAIRE
        .matcher(html)
        .results()
        .filter(m -> m.group(1).contains("method=\"post\""))
        .forEach(
            m -> {
              var caches = new LinkedHashMap<String, String>();
              CACHE
                  .matcher(m.group(2))
                  .results()
                  .forEach(
                      c -> caches.put(attribut(c.group(), "name"), attribut(c.group(), "value")));
              var textes = new LinkedHashMap<String, String>();
              SAISIE
                  .matcher(m.group(2))
                  .results()
                  .forEach(
                      c -> {
                        if (c.group().startsWith("<textarea")
                            || attribut(c.group(), "type").matches("|text|email|tel|search|url")) {
                          textes.put(attribut(c.group(), "name"), "");
                        } else if (attribut(c.group(), "type").equals("submit")) {
                          caches.putIfAbsent(
                              attribut(c.group(), "name"), attribut(c.group(), "value"));
                        }
                      });
              boolean fichier = m.group(1).contains("multipart/");
              var action = attribut(m.group(1), "action");
              if (!textes.isEmpty() || fichier) {
                formulaires.add(new Remplissable(action, fichier, caches, textes));
              }
            });
    return formulaires;
  }

  private static HttpRequest.Builder enMorceaux(Map<String, String> champs) {
    var corps = new StringBuilder();
    champs.forEach(
        (nom, valeur) ->
            corps
                .append("--bord\r\nContent-Disposition: form-data; name=\"")
                .append(nom)
                .append("\"\r\n\r\n")
                .append(valeur)
                .append("\r\n"));
    corps.append(
        "--bord\r\n"
            + "Content-Disposition: form-data; name=\"fichier\"; filename=\"perdu.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n"
            + "a;b\r\n"
            + "--bord--\r\n");
    return HttpRequest.newBuilder()
        .header("Content-Type", "multipart/form-data; boundary=bord")
        .POST(BodyPublishers.ofString(corps.toString()));
  }

  private static String enFormulaire(Map<String, String> champs) {
    return String.join(
        "&",
        champs.entrySet().stream()
            .map(
                c ->
                    URLEncoder.encode(c.getKey(), StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(c.getValue(), StandardCharsets.UTF_8))
            .toList());
  }

  /**
   * Une personne devant une page.
   *
   * @param espace celui qu'elle vise ; null : la page n'est d'aucun
   * @param ferme il ne lui est pas ouvert
   */
  private record Cas(Personne personne, Page page, String espace, boolean ferme) {
    /** De même classe : même page, et le même titre devant elle. */
    String classe() {
      var dehors = personne.titres().isEmpty() ? "agent" : personne.titres();
      return page.motif()
          + " "
          + (espace == null ? dehors : ferme ? "fermé " + dehors : personne.espaces().get(espace));
    }
  }

  private static Optional<String> ferme(Personne personne) {
    return Canaris.ESPACES.stream().filter(e -> !personne.espaces().containsKey(e)).findFirst();
  }

  private void essayer(HttpClient client, Cas cas) throws Exception {
    var personne = cas.personne();
    var page = cas.page();
    var espace = cas.espace();
    if (espace == null) {
      horsEspace(client, personne, page);
    } else if (cas.ferme()) {
      var a = adresse(page, espace, canaris.lignes.get(espace));
      var b = adresse(page, "nulle-part", canaris.lignes.get(espace));
      var etranger = demander(client, personne, a, Set.of());
      var absent = demander(client, personne, b, Set.of());
      attendre(personne, page, "espace fermé " + espace, etranger, Set.of(404));
      comparer(personne, page, etranger, absent, a, b);
    } else {
      dansLEspace(client, personne, page, espace);
    }
  }

  private void horsEspace(HttpClient client, Personne personne, Page page) throws Exception {
    var permis = new TreeSet<>(personne.espaces().keySet());
    if (personne.titres().matches("[FKC]")) {
      permis.add(Canaris.EQUIPE);
    }
    boolean peut =
        switch (page.porte()) {
          case "PORTEFEUILLE", "EQUIPE" ->
              personne
                  .titres()
                  .matches(
                      COORDINATION.contains(page.motif().replaceFirst("\\.(csv|xlsx)$", ""))
                          ? "K"
                          : "[FK]");
          case "CENTRE" -> personne.titres().equals("C");
          // le retour d'une confirmation que nul n'a commencée ne mène nulle part
          default ->
              !page.motif().equals("/confirmer/retour")
                  && (!page.motif().equals("/support") || personne.titres().equals("S"));
        };
    if (personne.titres().equals("C")) {
      permis.clear();
    }
    var r =
        demander(
            client, personne, adresse(page, null, canaris.lignes.get("aix-marseille")), permis);
    attendre(personne, page, "à soi", r, peut ? Set.of(200) : Set.of(403));
  }

  private void dansLEspace(HttpClient client, Personne personne, Page page, String espace)
      throws Exception {
    var permis = new TreeSet<>(Set.of(espace));
    if ("FK".indexOf(personne.espaces().get(espace)) >= 0) {
      permis.add(Canaris.EQUIPE);
    }
    attendre(
        personne,
        page,
        "chez soi",
        demander(client, personne, adresse(page, espace, canaris.lignes.get(espace)), permis),
        Set.of(200, 403));
    if (page.motif().contains("{id}") || REQUETES.containsKey(page.motif())) {
      var autre =
          ferme(personne)
              .orElseGet(
                  () ->
                      Canaris.ESPACES.stream()
                          .filter(e -> !e.equals(espace))
                          .findFirst()
                          .orElseThrow());
      var absents = new TreeMap<String, String>();
      canaris
          .lignes
          .get(autre)
          .keySet()
          .forEach(mot -> absents.put(mot, UUID.randomUUID().toString()));
      var a = adresse(page, espace, canaris.lignes.get(autre));
      var b = adresse(page, espace, absents);
      var etranger = demander(client, personne, a, permis);
      var absent = demander(client, personne, b, permis);
      attendre(personne, page, "identifiant de " + autre, etranger, Set.of(404, 403));
      comparer(personne, page, etranger, absent, a, b);
    }
  }

  private HttpResponse<String> demander(
      HttpClient client, Personne personne, String adresse, Set<String> permis) throws Exception {
    var r = client.send(get(adresse), BodyHandlers.ofString());
    var texte = r.body() + r.headers().map();
    var appel = personne.compte() + " " + adresse;
    if (r.statusCode() >= 500) {
      fautes.add(appel + " : " + r.statusCode());
    }
    var code =
        CODE.matcher(HORS_TEXTE.matcher(r.body()).replaceAll(" ").replaceAll("CANARI_\\w+", ""));
    if (r.headers().firstValue("Content-Type").orElse("").startsWith("text/html") && code.find()) {
      fautes.add(appel + " montre un code : " + code.group());
    }
    for (var marque : Canaris.marques(texte)) {
      if (!permis.contains(marque)) {
        fautes.add(appel + " porte la marque de " + marque);
      }
    }
    var identifiants = Canaris.identifiants(texte);
    identifiants.removeAll(Canaris.identifiants(adresse));
    vus.add(new Vu(appel, identifiants, permis));
    return r;
  }

  private void attendre(
      Personne personne, Page page, String quoi, HttpResponse<String> r, Set<Integer> statuts) {
    if (!statuts.contains(r.statusCode())) {
      fautes.add(
          personne.compte()
              + " "
              + page.motif()
              + " ("
              + quoi
              + ") : attendu "
              + statuts
              + ", obtenu "
              + r.statusCode());
    }
  }

  private void comparer(
      Personne personne,
      Page page,
      HttpResponse<String> etranger,
      HttpResponse<String> absent,
      String a,
      String b) {
    var un = neutre(etranger.body(), a);
    var deux = neutre(absent.body(), b);
    if (etranger.statusCode() != absent.statusCode() || !un.equals(deux)) {
      int i = 0;
      while (i < Math.min(un.length(), deux.length()) && un.charAt(i) == deux.charAt(i)) {
        i++;
      }
      fautes.add(
          personne.compte()
              + " "
              + page.motif()
              + " ne répond pas comme un absent : "
              + etranger.statusCode()
              + "/"
              + absent.statusCode()
              + " … "
              + un.substring(Math.max(0, i - 60), Math.min(un.length(), i + 60))
              + " / "
              + deux.substring(Math.max(0, i - 60), Math.min(deux.length(), i + 60)));
    }
  }

  /** L'adresse demandée, et ce qui change à chaque affichage, ne comptent pas. */
  private static String neutre(String html, String adresse) {
    return html.replace(adresse, "?")
        .replace(URLEncoder.encode(adresse, StandardCharsets.UTF_8), "?")
        .replaceAll("nonce=\"[^\"]*\"", "")
        .replaceAll("value=\"[^\"]*\"", "")
        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "?");
  }

  static String adresse(Page page, String code, Map<String, String> ids) {
    var segments = page.motif().split("/");
    for (int i = 1; i < segments.length; i++) {
      if (segments[i].equals("{code}")) {
        segments[i] = code;
      } else if (segments[i].equals("{persona}")) {
        segments[i] = "agent";
      } else if (segments[i].startsWith("{")) {
        var mot = SEGMENTS.get(segments[i - 1]);
        assertThat(mot).as("que désigne " + segments[i] + " dans " + page.motif()).isNotNull();
        segments[i] = ids.get(mot);
      }
    }
    var adresse = String.join("/", segments);
    assertThat(PARAMETRE.matcher(adresse).find()).as(adresse).isFalse();
    var requete = REQUETES.get(page.motif());
    return requete != null
        ? adresse + "?" + requete.split("=")[0] + "=" + ids.get(requete.split("=")[1])
        : adresse.isEmpty() ? "/" : adresse;
  }

  private static HttpRequest get(String adresse) {
    return HttpRequest.newBuilder(URI.create(pile.urlMaillon() + adresse))
        .header("Accept", "text/html")
        .build();
  }

  /** Les champs cachés de chaque formulaire à envoyer, le jeton compris. */
  private static List<Map<String, String>> formulaires(String html) {
    var formulaires = new ArrayList<Map<String, String>>();
    var m = FORMULAIRE.matcher(html);
    while (m.find()) {
      var champs = new LinkedHashMap<String, String>();
      var c = CACHE.matcher(m.group(2));
      while (c.find()) {
        champs.put(attribut(c.group(), "name"), attribut(c.group(), "value"));
      }
      if (champs.containsKey("_jeton") && !m.group(1).contains("deconnexion")) {
        formulaires.add(champs);
      }
    }
    return formulaires;
  }

  private static String attribut(String balise, String nom) {
    var m = Pattern.compile("\\s" + nom + "=\"([^\"]*)\"").matcher(balise);
    return m.find() ? m.group(1).replace("&amp;", "&") : "";
  }

  private static HttpResponse<String> poster(
      HttpClient client, String adresse, Map<String, String> champs)
      throws IOException, InterruptedException {
    var corps =
        String.join(
            "&",
            champs.entrySet().stream()
                .map(
                    c -> c.getKey() + "=" + URLEncoder.encode(c.getValue(), StandardCharsets.UTF_8))
                .toList());
    return client.send(
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + adresse))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(corps))
            .build(),
        BodyHandlers.ofString());
  }

  /** Le nombre de lignes des tables de ces espaces, et leurs versions. */
  private static String empreinte() throws Exception {
    var mesures =
        Stream.of(
                "demande count(*)",
                "demande sum(version)",
                "evenement count(*)",
                "clause count(*)",
                "clause sum(version)",
                "contrat count(*)",
                "declaration_heures count(*)",
                "registre_heures count(*)",
                "marche count(*)",
                "import_decp count(*)")
            .map(m -> m.split(" "))
            .map(
                m ->
                    "(select %s from metier.%s where tenant_id in (select id from e))"
                        .formatted(m[1], m[0]))
            .collect(Collectors.joining(", "));
    try (var c = pile.postgres().connexionSuperutilisateur();
        var i = c.createStatement();
        var r =
            i.executeQuery(
                "with e as (select id from plateforme.maitre_ouvrage where code in ('"
                    + String.join("', '", Canaris.ESPACES)
                    + "')) select concat_ws(' ', "
                    + mesures
                    + ")")) {
      r.next();
      return r.getString(1);
    }
  }

  private static HttpClient connecter(String compte) throws Exception {
    return Visite.connecter(pile, compte);
  }

  private static List<Personne> personnes() {
    var tous = new TreeMap<String, Character>();
    Canaris.ESPACES.forEach(e -> tous.put(e, 'F'));
    var coordonnes = new TreeMap<String, Character>();
    Canaris.ESPACES.forEach(e -> coordonnes.put(e, 'K'));
    return List.of(
        new Personne("agent-aix-marseille", new TreeMap<>(Map.of("aix-marseille", 'A')), ""),
        new Personne(
            "support", new TreeMap<>(Map.of("aix-marseille", 'S', "archipel-habitat", 'S')), "S"),
        new Personne("agent-chu-caen", new TreeMap<>(Map.of("chu-caen", 'A', "ugap", 'l')), ""),
        new Personne("agent-deux-espaces", new TreeMap<>(Map.of("lyon", 'A', "ugap", 'A')), ""),
        new Personne("facilitateur1", tous, "F"),
        new Personne(
            "facilitateur2",
            new TreeMap<>(Map.of("aix-marseille", 'F', "archipel-habitat", 'F')),
            "F"),
        new Personne("coordinateur", coordonnes, "K"),
        new Personne("central", new TreeMap<>(), "C"));
  }
}
