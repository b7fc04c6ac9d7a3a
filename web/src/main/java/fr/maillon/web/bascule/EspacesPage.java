package fr.maillon.web.bascule;

import fr.maillon.choixespace.ChoisirEspace;
import fr.maillon.choixespace.ChoisirEspace.Tri;
import fr.maillon.choixespace.EspaceOffert;
import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.TypeEspace;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.commun.PageCourante;
import fr.maillon.web.commun.Recents;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Le choix d'un espace, cherché, trié, par pages : la bascule sans script. */
@Named
@RequestScoped
public class EspacesPage extends PageBean {
  @Inject ChoisirEspace choisir;
  @Inject HttpServletRequest requete;
  private Page<EspaceOffert> page;

  /** Une option d'une liste de choix. */
  public record Choix(String valeur, String libelle, boolean choisi) {}

  public Page<EspaceOffert> getPage() {
    if (page == null) {
      page =
          choisir.executer(
              new ChoisirEspace.Criteres(getFiltre(), typeLu(), tri(), Recents.lire(requete)),
              pagination());
    }
    return page;
  }

  public String getFiltre() {
    return chemin.demande("q");
  }

  public String getType() {
    return chemin.demande("type");
  }

  public boolean isFiltree() {
    return getFiltre() != null || getType() != null;
  }

  /** Assez d'espaces pour en chercher un. */
  public boolean isLongue() {
    return isFiltree() || getPage().total() > 7;
  }

  /** L'équipe voit ce qui reste à faire. */
  public boolean isAvecTravail() {
    return getPage().elements().stream().anyMatch(e -> e.travail() != null);
  }

  /** La liste de l'espace où l'on était : on arrivera à la même. */
  public String getVers() {
    return liste(chemin.demande("vers"));
  }

  public String adresse(EspaceOffert e) {
    return "/m/" + e.code() + (getVers().isEmpty() ? "" : "/" + getVers());
  }

  public String titre(EspaceOffert e) {
    return switch (e.titre()) {
      case "AGENT" -> "Agent";
      case "SUPPORT" -> "Support, le temps d'une fenêtre";
      default ->
          e.jusquAu() == null
              ? "Assistance sans fin fixée"
              : "Assistance jusqu'au " + Formats.date(e.jusquAu());
    };
  }

  public List<Choix> getTypes() {
    return Formats.typesMo().stream()
        .map(t -> new Choix(t.getKey(), t.getValue(), t.getKey().equals(getType())))
        .toList();
  }

  public List<Choix> getOrdres() {
    return List.of(
        new Choix("", "Épinglés et récents d'abord", tri() == Tri.HABITUEL),
        new Choix("nom", "Par nom", tri() == Tri.NOM),
        new Choix("travail", "Le plus en retard d'abord", tri() == Tri.TRAVAIL));
  }

  private String typeLu() {
    var type = chemin.mot(TypeEspace.class, "type");
    return type == null ? null : type.name();
  }

  private Tri tri() {
    var tri = chemin.mot(Tri.class, "tri");
    return tri == null ? Tri.HABITUEL : tri;
  }

  static String liste(String vers) {
    return vers != null && PageCourante.LISTES.contains(vers) ? vers : "";
  }
}
