package fr.maillon.web.parametre;

import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.parametre.GroupeDeParametres;
import fr.maillon.parametre.ListerParametres;
import fr.maillon.parametre.ParametreView;
import fr.maillon.web.liste.ListePage;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Les paramètres, par groupe, à leur valeur d'aujourd'hui. */
@Named
@RequestScoped
public class ParametresPage extends ListePage {
  /** Ceux d'un groupe qui sont sur cette page de la liste. */
  public record Groupe(String cle, String libelle, List<ParametreView> parametres) {}

  @Inject ListerParametres lister;
  private Page<ParametreView> page;

  @Override
  protected Liste<?, ?> liste() {
    return ListerParametres.LISTE;
  }

  @PostConstruct
  void lire() {
    page = lister.executer(requete());
  }

  public List<Groupe> getGroupes() {
    return Arrays.stream(GroupeDeParametres.values())
        .map(
            g ->
                new Groupe(
                    g.name().toLowerCase(Locale.ROOT),
                    g.libelle(),
                    page.elements().stream().filter(p -> p.groupe() == g).toList()))
        .filter(g -> !g.parametres().isEmpty())
        .toList();
  }

  public boolean isFiltree() {
    return !isVide();
  }

  public Page<ParametreView> getPage() {
    return page;
  }
}
