package fr.maillon.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import fr.maillon.infra.ServerStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Passer d'un maître d'ouvrage à l'autre, les épingler, les voir ensemble, garder et partager des
 * filtres : par l'API, et dans un navigateur.
 */
class ParcoursBasculeIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Quarante espaces à soi : assez pour que la page ne les porte pas tous. */
  private static final int ESPACES = 40;

  private static ServerStack pile;

  private record Reponse(int statut, JsonNode corps) {}

  @BeforeAll
  static void ouvrir() throws SQLException {
    pile = PileDeTest.pile();
    nettoyer();
    sql(
        "insert into plateforme.maitre_ouvrage (id, code, nom, sigle, type, couleur) select"
            + " md5('bascule' || n)::uuid, 'bascule-' || n, 'Bascule ' || lpad(n::text, 3, '0'),"
            + " 'B', case n % 2 when 0 then 'COMMUNE' else 'BAILLEUR' end, '#444444' from"
            + " generate_series(1, "
            + ESPACES
            + ") n");
    sql(
        "insert into plateforme.convention (id, maitre_ouvrage_id, structure_id, du, au) select"
            + " md5('bascule' || n)::uuid, md5('bascule' || n)::uuid, s.id, current_date - 30,"
            + " current_date + 30 from generate_series(1, "
            + ESPACES
            + ") n, (select id from plateforme.structure limit 1) s");
    sql(
        "insert into plateforme.affectation (id, convention_id, maitre_ouvrage_id, utilisateur_id,"
            + " du) select md5('bascule' || n)::uuid, md5('bascule' || n)::uuid, md5('bascule' ||"
            + " n)::uuid, u.id, current_date - 30 from generate_series(1, "
            + ESPACES
            + ") n, plateforme.utilisateur u where u.identifiant = 'facilitateur2'");
  }

  @AfterAll
  static void nettoyer() throws SQLException {
    sql("delete from plateforme.filtre where nom like 'Bascule%'");
    for (var table :
        new String[] {"epingle", "journal", "journal_tete", "affectation", "convention"}) {
      sql(
          "delete from plateforme."
              + table
              + " where maitre_ouvrage_id in (select id from plateforme.maitre_ouvrage where code"
              + " like 'bascule-%')");
    }
    sql("delete from plateforme.maitre_ouvrage where code like 'bascule-%'");
  }

  @Test
  void epinglerEstASoiEtNeDonneAucunDroit() throws Exception {
    assertThat(appeler("facilitateur2", "POST", "/epingles/bascule-7", null).statut())
        .isEqualTo(204);
    assertThat(appeler("facilitateur2", "POST", "/epingles/bascule-7", null).statut())
        .isEqualTo(204);
    assertThat(appeler("facilitateur1", "POST", "/epingles/bascule-7", null).statut())
        .as("pas à lui")
        .isEqualTo(404);
    assertThat(appeler("facilitateur1", "DELETE", "/epingles/bascule-7", null).statut())
        .isEqualTo(404);
    assertThat(codes(appeler("facilitateur2", "GET", "/epingles", null)))
        .containsExactly("bascule-7");
    assertThat(codes(appeler("coordinateur", "GET", "/epingles", null)))
        .doesNotContain("bascule-7");
    var premiers = appeler("facilitateur2", "GET", "/espaces?texte=bascule&taille=3", null);
    assertThat(premiers.corps().path("total").asInt()).isEqualTo(ESPACES);
    assertThat(codes(premiers)).containsExactly("bascule-7", "bascule-1", "bascule-2");
    assertThat(premiers.corps().path("elements").path(0).path("travail").path("ouvertes").asInt(-1))
        .isZero();
    assertThat(
            appeler("agent-lyon", "GET", "/espaces", null)
                .corps()
                .path("elements")
                .path(0)
                .path("travail")
                .isNull())
        .as("un agent n'a pas de portefeuille")
        .isTrue();

    sql("update plateforme.affectation set au = current_date - 1 where id = md5('bascule7')::uuid");
    try {
      assertThat(codes(appeler("facilitateur2", "GET", "/epingles", null)))
          .as("fermé, l'épingle ne se montre plus")
          .isEmpty();
      assertThat(appeler("facilitateur2", "GET", "/maitres-ouvrage/bascule-7", null).statut())
          .isEqualTo(404);
    } finally {
      sql("update plateforme.affectation set au = null where id = md5('bascule7')::uuid");
    }
    assertThat(appeler("facilitateur2", "DELETE", "/epingles/bascule-7", null).statut())
        .isEqualTo(204);
    assertThat(codes(appeler("facilitateur2", "GET", "/epingles", null))).isEmpty();
  }

  @Test
  void unFiltreSEnregistreSePartageEtSeRetire() throws Exception {
    var cree =
        appeler(
            "facilitateur1",
            "POST",
            "/portefeuille/filtres",
            "{\"nom\":\"Bascule"
                + " partagée\",\"requete\":\"delai=EN_RETARD&mo=lyon&mo=aix-marseille&page=4\",\"partage\":true,\"parDefaut\":false}");
    assertThat(cree.statut()).isEqualTo(201);
    var ici = "/portefeuille/filtres/" + cree.corps().path("id").asText();
    assertThat(cree.corps().path("requete").asText())
        .isEqualTo("mo=aix-marseille&mo=lyon&delai=EN_RETARD");
    assertThat(appeler("facilitateur2", "GET", ici, null).corps().path("requete").asText())
        .as("lyon n'est pas à qui lit")
        .isEqualTo("mo=aix-marseille&delai=EN_RETARD");
    assertThat(appeler("facilitateur2", "DELETE", ici, null).statut()).isEqualTo(403);
    assertThat(appeler("facilitateur2", "POST", ici + "/retrait", "").statut()).isEqualTo(403);
    assertThat(appeler("agent-lyon", "GET", ici, null).statut()).isEqualTo(403);
    assertThat(
            appeler(
                    "facilitateur1",
                    "PUT",
                    ici,
                    "{\"nom\":\"Bascule"
                        + " partagée\",\"partage\":true,\"parDefaut\":false,\"version\":99}")
                .statut())
        .isEqualTo(409);
    assertThat(
            appeler(
                    "facilitateur1",
                    "POST",
                    "/portefeuille/filtres",
                    "{\"nom\":\"bascule PARTAGÉE\",\"requete\":\"quiAgit=MOI\"}")
                .corps()
                .path("code")
                .asText())
        .isEqualTo("filtre-deja-nomme");
    assertThat(
            appeler(
                    "facilitateur1",
                    "POST",
                    "/portefeuille/filtres",
                    "{\"nom\":\"Bascule vide\",\"requete\":\"page=2\"}")
                .corps()
                .path("code")
                .asText())
        .isEqualTo("filtre-vide");
    assertThat(
            appeler(
                    "facilitateur1",
                    "POST",
                    "/portefeuille/filtres",
                    "{\"nom\":\" \",\"requete\":\"quiAgit=MOI\"}")
                .statut())
        .isEqualTo(400);
    var retire = appeler("coordinateur", "POST", ici + "/retrait", "");
    assertThat(retire.statut()).isEqualTo(200);
    assertThat(retire.corps().path("retirePar").asText()).isNotBlank();
    assertThat(appeler("facilitateur2", "GET", ici, null).statut()).isEqualTo(404);
    assertThat(appeler("facilitateur1", "GET", ici, null).statut()).isEqualTo(200);
    assertThat(appeler("facilitateur1", "DELETE", ici, null).statut()).isEqualTo(204);
    assertThat(appeler("facilitateur1", "GET", ici, null).statut()).isEqualTo(404);
  }

  @Test
  void auClavierDUnEspaceALAutreParLaBascule() {
    var page = Navigateur.connecte("facilitateur2");
    try (var _ = page.context()) {
      var reponse = page.navigate("/m/bascule-1/demandes");
      assertThat(reponse.text())
          .as("la liste des espaces n'est pas dans la page")
          .doesNotContain("bascule-2");
      page.locator("main").focus();
      page.keyboard().press("Alt+Shift+M");
      page.waitForCondition(() -> page.locator("#bascule [role=option]").count() == 22);
      assertThat(page.locator("#bascule [role=status]").innerText())
          .startsWith("Les 20 premiers espaces sur ");
      assertThat(Navigateur.defauts(page)).isEmpty();
      page.keyboard().type("bascule 03");
      page.waitForCondition(() -> page.locator("#bascule [role=option]").count() == 11);
      page.keyboard().press("ArrowDown");
      assertThat(page.locator("#bascule [aria-selected=true]").innerText()).contains("Bascule 031");
      page.keyboard().press("Enter");
      page.waitForURL("**/m/bascule-31/demandes");
      assertThat(page.locator("#bascule > .espace").innerText()).contains("Bascule 031");

      // éteint sur ce poste, le raccourci ne fait plus rien
      page.locator("#bascule > button").click();
      page.locator("#bascule input[type=checkbox]").uncheck();
      page.keyboard().press("Escape");
      assertThat(page.evaluate("document.activeElement.matches('#bascule > button')"))
          .isEqualTo(true);
      page.reload();
      page.keyboard().press("Alt+Shift+M");
      assertThat(page.locator("#bascule-volet").isVisible()).isFalse();
      assertThat(page.locator("#bascule > button").getAttribute("aria-keyshortcuts")).isNull();
    }
  }

  @Test
  void sansScriptOnChercheOnEpingleEtOnEntre() {
    try (var contexte = Navigateur.contexte(false)) {
      var page = Navigateur.connecter(contexte.newPage(), "facilitateur2");
      page.navigate("/m/bascule-1/marches");
      page.locator("#bascule > a").click();
      page.waitForURL("**/espaces?vers=marches");
      assertThat(page.locator("main tbody tr").count()).isEqualTo(25);
      page.locator("[name=q]").fill("bascule 040");
      page.locator("form[role=search] button").click();
      page.locator("button[value=bascule-40]").click();
      assertThat(page.locator("main [role=status]").innerText())
          .contains("Bascule 040 est épinglé");
      page.navigate("/espaces");
      assertThat(page.locator("main tbody tr").first().innerText()).contains("Bascule 040");
      page.locator("button[name=oter][value=bascule-40]").click();
      assertThat(page.locator("main [role=status]").innerText()).contains("n'est plus épinglé");
      page.navigate("/espaces?q=bascule+040&vers=marches");
      page.locator("main a[href='/m/bascule-40/marches']").click();
      page.waitForURL("**/m/bascule-40/marches");
    }
  }

  @Test
  void lEnsembleSeLitEtUnFiltreSeGardeDansLaPage() {
    var page = Navigateur.connecte("facilitateur2");
    try (var _ = page.context()) {
      var ensemble = page.navigate("/portefeuille/maitres-ouvrage?q=bascule&tri=-nom");
      assertThat(ensemble.body().length).isLessThan(30 * 1024);
      assertThat(page.locator("main tbody tr").count()).isEqualTo(25);
      assertThat(page.locator("main tbody tr").first().innerText()).contains("Bascule 040");
      assertThat(page.locator(".bandeau-lecture").innerText()).contains("Lecture seule");
      assertThat(page.locator("main form[method=post]").count()).as("rien ne s'y écrit").isZero();
      var accent = accent(page);
      assertThat(Navigateur.defauts(page)).isEmpty();
      page.navigate("/equipe/grilles");
      assertThat(accent(page))
          .as("l'ensemble a sa couleur, distincte de celle de l'équipe")
          .isNotEqualTo(accent);

      page.navigate("/portefeuille?mo=bascule-3&delai=EN_RETARD");
      page.locator("a:text-is('Enregistrer ce filtre')").click();
      page.waitForURL("**/portefeuille/filtres/nouveau?**");
      page.locator("#enregistrer").click();
      assertThat(page.locator("#nom-erreur").innerText()).contains("nom");
      var nom = "Bascule " + UUID.randomUUID().toString().substring(0, 8);
      page.locator("#nom").fill(nom);
      page.locator("#partage").check();
      page.locator("#enregistrer").click();
      page.waitForURL("**/portefeuille?mo=bascule-3&delai=EN_RETARD");
      assertThat(page.locator("details.choix > summary").first().innerText()).contains(nom);
      page.navigate("/portefeuille/filtres");
      assertThat(page.locator("main tr", new Page.LocatorOptions().setHasText(nom)).innerText())
          .contains("Bascule 003", "En retard", "Toute l'équipe");
      page.locator("main tr", new Page.LocatorOptions().setHasText(nom)).locator("td a").click();
      assertThat(Navigateur.defauts(page)).isEmpty();
      page.locator("#fin summary").click();
      page.locator("#supprimer").click();
      page.waitForURL("**/portefeuille/filtres");
      assertThat(Navigateur.lisible(page.locator("main").innerText()))
          .contains("« " + nom + " » supprimé");
      assertThat(page.locator("main table", new Page.LocatorOptions().setHasText(nom)).count())
          .isZero();
    }
  }

  /** Toute liste d'un espace offre le même geste ; ici, les marchés. */
  @Test
  void unFiltreDUneListeDeLEspaceSeGardeEtSeRetire() throws Exception {
    unMarcheDeTravaux();
    var page = Navigateur.connecte("agent-aix-marseille");
    try (var _ = page.context()) {
      page.navigate("/m/aix-marseille/marches?segment=TRAVAUX&tri=-montant");
      page.locator("a:text-is('Enregistrer ce filtre')").click();
      page.waitForURL("**/m/aix-marseille/filtres/nouveau?**");
      assertThat(page.locator("main .titre").innerText()).contains("Travaux");
      page.locator("#enregistrer").click();
      assertThat(page.locator("#nom-erreur").innerText()).contains("nom");
      assertThat(Navigateur.defauts(page)).isEmpty();
      var nom = "Gros travaux " + UUID.randomUUID().toString().substring(0, 8);
      page.locator("#nom").fill(nom);
      page.locator("#partage").check();
      page.locator("#enregistrer").click();
      page.waitForURL("**/m/aix-marseille/marches?segment=TRAVAUX&tri=-montant");
      page.locator("a:text-is('Filtres enregistrés')").click();
      page.waitForURL("**/m/aix-marseille/filtres?liste=marches");
      var ligne = page.locator("main tr", new Page.LocatorOptions().setHasText(nom));
      assertThat(ligne.innerText()).contains("Marchés", "Travaux", "Les agents");
      assertThat(ligne.locator("a").first().getAttribute("href"))
          .isEqualTo("/m/aix-marseille/marches?segment=TRAVAUX&tri=-montant");
      assertThat(Navigateur.defauts(page)).isEmpty();
      ligne.locator("button").click();
      page.waitForURL("**/m/aix-marseille/filtres");
      assertThat(page.locator("main tr", new Page.LocatorOptions().setHasText(nom)).count())
          .isZero();
    }
  }

  /**
   * Un fichier ne peut pas dire qu'il oublie un filtre ; une page trop loin ramène à la dernière.
   */
  @Test
  void unFichierAuFiltreRefuseNePartPasEtUnePageTropLoinRamene() throws Exception {
    unMarcheDeTravaux();
    var page = Navigateur.connecte("agent-aix-marseille");
    try (var _ = page.context()) {
      var fichier = pile.urlMaillon() + "/m/aix-marseille/marches.csv?montantMin=";
      assertThat(page.request().get(fichier + "1").status()).isEqualTo(200);
      for (var refuse : java.util.List.of("abc", "1&zz=1", "1&colonnes=zz", "1&tri=zz")) {
        assertThat(page.request().get(fichier + refuse).status()).as(refuse).isEqualTo(400);
      }
      page.navigate("/m/aix-marseille/marches?page=9999");
      var pied = page.locator("nav.pied");
      assertThat(pied.innerText()).doesNotContain(" à ");
      assertThat(pied.locator("a[rel=prev]").getAttribute("href")).doesNotContain("9998");
      pied.locator("a[rel=prev]").click();
      assertThat(page.locator("main tbody tr").count()).isPositive();
    }
  }

  private static void unMarcheDeTravaux() throws IOException, InterruptedException {
    var cree =
        appeler(
            "agent-aix-marseille",
            "POST",
            "/maitres-ouvrage/aix-marseille/marches",
            "{\"numero\":\"B-"
                + UUID.randomUUID().toString().substring(0, 8)
                + "\",\"objet\":\"Toiture\",\"codeCpv\":\"45261000\",\"lots\":[{\"objet\":\"Toiture\",\"montantHt\":100000,\"dureeMois\":12}]}");
    assertThat(cree.statut()).as(cree.corps().toString()).isEqualTo(201);
  }

  private static Object accent(Page page) {
    return page.evaluate("getComputedStyle(document.body).getPropertyValue('--accent')");
  }

  private static java.util.List<String> codes(Reponse reponse) {
    assertThat(reponse.statut()).as(reponse.corps().toString()).isEqualTo(200);
    return reponse.corps().path("elements").findValuesAsText("code");
  }

  private static Reponse appeler(String qui, String methode, String chemin, String corps)
      throws IOException, InterruptedException {
    var demande =
        HttpRequest.newBuilder(URI.create(pile.urlMaillon() + "/api/v1" + chemin))
            .header("Authorization", "Bearer " + pile.jeton(qui))
            .header("Content-Type", "application/json")
            .method(
                methode, corps == null ? BodyPublishers.noBody() : BodyPublishers.ofString(corps))
            .build();
    var reponse = HTTP.send(demande, BodyHandlers.ofString());
    return new Reponse(
        reponse.statusCode(),
        reponse.body().isEmpty() ? JSON.nullNode() : JSON.readTree(reponse.body()));
  }

  private static void sql(String sql) throws SQLException {
    try (var connexion = pile.postgres().connexionSuperutilisateur();
        var ordre = connexion.createStatement()) {
      ordre.execute(sql);
    }
  }
}
