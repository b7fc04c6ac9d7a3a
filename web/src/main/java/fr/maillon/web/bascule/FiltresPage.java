package fr.maillon.web.bascule;

import fr.maillon.filtre.FiltreView;
import fr.maillon.filtre.ListerFiltres;
import fr.maillon.liste.Page;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Mes filtres et ceux de l'équipe. */
@Named
@RequestScoped
public class FiltresPage extends PageBean {
  @Inject ListerFiltres listerFiltres;
  private Page<FiltreView> page;

  public Page<FiltreView> getPage() {
    if (page == null) {
      page = listerFiltres.lister(pagination());
    }
    return page;
  }
}
