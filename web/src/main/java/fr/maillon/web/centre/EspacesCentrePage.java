package fr.maillon.web.centre;

import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.EspaceCentralView;
import fr.maillon.maitreouvrage.EtatEspace;
import fr.maillon.maitreouvrage.ListerEspaces;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Les espaces de la plateforme, comme objets. */
@Named("espacesCentrePage")
@RequestScoped
public class EspacesCentrePage extends ListePage {
  @Inject ListerEspaces lister;
  private Page<EspaceCentralView> page;
  private ListerEspaces.ComptesView comptes;

  @Override
  protected Liste<?, ?> liste() {
    return ListerEspaces.LISTE;
  }

  public Page<EspaceCentralView> getPage() {
    if (page == null) {
      page = lister.executer(requete());
    }
    return page;
  }

  public ListerEspaces.ComptesView getComptes() {
    if (comptes == null) {
      comptes = lister.comptes();
    }
    return comptes;
  }

  public String ton(EtatEspace etat) {
    return EtatsEspace.ton(etat);
  }
}
