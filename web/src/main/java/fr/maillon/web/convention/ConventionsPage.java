package fr.maillon.web.convention;

import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.suiviconvention.ConventionLigne;
import fr.maillon.suiviconvention.ListerConventions;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Toutes les conventions, celles qui finissent bientôt d'abord. */
@Named("conventionsPage")
@RequestScoped
public class ConventionsPage extends ListePage {
  @Inject ListerConventions lister;
  private Page<ConventionLigne> page;

  @Override
  protected Liste<?, ?> liste() {
    return ListerConventions.LISTE;
  }

  public Page<ConventionLigne> getPage() {
    if (page == null) {
      page = lister.executer(requete());
    }
    return page;
  }
}
