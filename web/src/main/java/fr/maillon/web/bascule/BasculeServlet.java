package fr.maillon.web.bascule;

import fr.maillon.choixespace.ChoisirEspace;
import fr.maillon.choixespace.EspaceOffert;
import fr.maillon.isolation.TenantScope;
import fr.maillon.liste.MotsCherches;
import fr.maillon.liste.Pagination;
import fr.maillon.web.Chemin;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.Recents;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Ce que la bascule montre pendant qu'on tape : vingt espaces au plus, leurs mots tout faits. */
@WebServlet("/interne/bascule")
public class BasculeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int COMBIEN = 20;
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  @Inject transient ChoisirEspace choisir;
  @Inject transient Chemin chemin;

  @Override
  protected void doGet(HttpServletRequest requete, HttpServletResponse reponse) throws IOException {
    var cherche = chemin.demande("q");
    var vers = EspacesPage.liste(chemin.demande("vers"));
    var page =
        choisir.executer(
            new ChoisirEspace.Criteres(cherche, null, null, Recents.lire(requete)),
            new Pagination(1, COMBIEN));
    var elements = JSON.createArrayBuilder();
    var roles = TenantScope.identite().roles();
    int lieux = 0;
    if (roles.contains("facilitateur") || roles.contains("coordinateur")) {
      lieux +=
          lieu(
                  elements,
                  cherche,
                  "Tous mes maîtres d'ouvrage",
                  "Lecture seule",
                  "/portefeuille/maitres-ouvrage",
                  "≡")
              + lieu(
                  elements,
                  cherche,
                  "Mon travail",
                  "Les demandes de tous mes maîtres d'ouvrage",
                  "/portefeuille",
                  "≡");
    }
    if (roles.contains("administrateur-central")) {
      lieux +=
          lieu(
              elements,
              cherche,
              "Consolidation",
              "Agrégats de tous les espaces",
              "/consolidation",
              "Σ");
    }
    page.elements()
        .forEach(
            e ->
                elements.add(
                    JSON.createObjectBuilder()
                        .add("adresse", "/m/" + e.code() + (vers.isEmpty() ? "" : "/" + vers))
                        .add("nom", e.nom())
                        .add("detail", detail(e))
                        .add("sigle", e.sigle())
                        .add("couleur", e.couleur())
                        .add("icone", Formats.iconeMo(e.type()))));
    var corps =
        JSON.createObjectBuilder()
            .add("elements", elements)
            .add("annonce", annonce(page.total(), page.elements().size(), lieux))
            .build()
            .toString();
    reponse.setContentType("application/json; charset=UTF-8");
    reponse.getOutputStream().write(corps.getBytes(StandardCharsets.UTF_8));
  }

  private static int lieu(
      JsonArrayBuilder elements,
      String cherche,
      String nom,
      String detail,
      String adresse,
      String signe) {
    if (!MotsCherches.de(cherche).dans(nom)) {
      return 0;
    }
    elements.add(
        JSON.createObjectBuilder()
            .add("adresse", adresse)
            .add("nom", nom)
            .add("detail", detail)
            .add("sigle", signe));
    return 1;
  }

  /** {@code Commune · 12 demandes ouvertes, 3 en retard · épinglé}. */
  static String detail(EspaceOffert e) {
    var detail = new StringBuilder(Formats.typeMo(e.type()));
    if (e.travail() != null && e.travail().ouvertes() > 0) {
      detail
          .append(" · ")
          .append(Formats.compte(e.travail().ouvertes(), "demande ouverte", "demandes ouvertes"));
      if (e.travail().enRetard() > 0) {
        detail.append(", ").append(Formats.nombre(e.travail().enRetard())).append(" en retard");
      }
    }
    return detail
        .append(e.suspendu() ? " · suspendu" : "")
        .append(e.epingle() ? " · épinglé" : e.recent() ? " · récent" : "")
        .toString();
  }

  static String annonce(long total, int montres, int lieux) {
    if (total + lieux == 0) {
      return "Aucun espace ne porte ce nom.";
    }
    return total > montres
        ? "Les " + montres + " premiers espaces sur " + Formats.nombre(total) + " : précisez."
        : total == 0
            ? Formats.compte(lieux, "page de l'équipe", "pages de l'équipe")
            : Formats.compte(total, "espace", "espaces");
  }
}
