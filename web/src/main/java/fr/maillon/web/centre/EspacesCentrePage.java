package fr.maillon.web.centre;

import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.EspaceCentralView;
import fr.maillon.maitreouvrage.EtatEspace;
import fr.maillon.maitreouvrage.ListerEspaces;
import fr.maillon.maitreouvrage.TypeEspace;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Les espaces de la plateforme, comme objets. */
@Named("espacesCentrePage")
@RequestScoped
public class EspacesCentrePage extends PageBean {
  private static final List<String> TRIS =
      List.of("nom", "-nom", "ouverture", "-ouverture", "personnes", "-personnes");

  @Inject ListerEspaces lister;
  private Page<EspaceCentralView> page;
  private ListerEspaces.ComptesView comptes;

  public Page<EspaceCentralView> getPage() {
    if (page == null) {
      page =
          lister.executer(
              new ListerEspaces.Filtre(
                  getTexte(),
                  chemin.mot(TypeEspace.class, "type"),
                  chemin.mot(EtatEspace.class, "etat"),
                  getTri()),
              pagination());
    }
    return page;
  }

  public ListerEspaces.ComptesView getComptes() {
    if (comptes == null) {
      comptes = lister.comptes();
    }
    return comptes;
  }

  public String getTexte() {
    return chemin.demande("texte");
  }

  public String getType() {
    return chemin.demande("type");
  }

  public String getEtat() {
    return chemin.demande("etat");
  }

  public String getTri() {
    var tri = chemin.demande("tri");
    if (tri != null && !TRIS.contains(tri)) {
      chemin.incompris("tri", "On trie par nom, ouverture ou personnes.");
      return "nom";
    }
    return tri == null ? "nom" : tri;
  }

  public boolean isFiltree() {
    return getTexte() != null || getType() != null || getEtat() != null;
  }

  public TypeEspace[] getTypes() {
    return TypeEspace.values();
  }

  public EtatEspace[] getEtats() {
    return EtatEspace.values();
  }

  public String mot(EtatEspace etat) {
    return EtatsEspace.mot(etat);
  }

  public String ton(EtatEspace etat) {
    return EtatsEspace.ton(etat);
  }
}
