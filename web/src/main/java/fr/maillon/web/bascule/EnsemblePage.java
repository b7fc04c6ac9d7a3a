package fr.maillon.web.bascule;

import fr.maillon.choixespace.VoirEnsemble;
import fr.maillon.choixespace.VoirEnsemble.EspaceOuvert;
import fr.maillon.choixespace.VoirEnsemble.Tri;
import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.TypeEspace;
import fr.maillon.web.bascule.EspacesPage.Choix;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tous mes maîtres d'ouvrage, leurs chiffres côte à côte ; rien ne s'y écrit. */
@Named
@RequestScoped
public class EnsemblePage extends PageBean {
  @Inject VoirEnsemble ensemble;
  private Page<EspaceOuvert> page;

  public Page<EspaceOuvert> getPage() {
    if (page == null) {
      page =
          ensemble.executer(
              new VoirEnsemble.Criteres(getFiltre(), typeLu(), tri(), getOrdre().startsWith("-")),
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

  /** L'ordre suivi, tel que l'adresse le porte. */
  public String getOrdre() {
    var tri = chemin.demande("tri");
    return tri == null ? "nom" : tri;
  }

  public List<Choix> getTypes() {
    return Formats.typesMo().stream()
        .map(t -> new Choix(t.getKey(), t.getValue(), t.getKey().equals(getType())))
        .toList();
  }

  private String typeLu() {
    var type = chemin.mot(TypeEspace.class, "type");
    return type == null ? null : type.name();
  }

  private Tri tri() {
    var mot = getOrdre().replaceFirst("^-", "").toUpperCase(Locale.ROOT);
    return Arrays.stream(Tri.values())
        .filter(t -> t.name().equals(mot))
        .findFirst()
        .orElseGet(
            () -> {
              chemin.incompris("tri", "Cet ordre n'est pas connu : la liste est par nom.");
              return Tri.NOM;
            });
  }
}
