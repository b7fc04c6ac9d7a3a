package fr.maillon.web.convention;

import fr.maillon.liste.Page;
import fr.maillon.suiviconvention.ConventionLigne;
import fr.maillon.suiviconvention.EtatConvention;
import fr.maillon.suiviconvention.ListerConventions;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.convention.Conventions.Case;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;

/** Toutes les conventions, celles qui finissent bientôt d'abord. */
@Named("conventionsPage")
@RequestScoped
public class ConventionsPage extends PageBean {
  @Inject ListerConventions lister;
  private Page<ConventionLigne> page;

  public Page<ConventionLigne> getPage() {
    if (page == null) {
      page =
          lister.executer(
              new ListerConventions.Criteres(getTexte(), etat(), chemin.demande("mo")),
              pagination());
    }
    return page;
  }

  public String getTexte() {
    return chemin.demande("texte");
  }

  public boolean isFiltree() {
    return getTexte() != null || etat() != null || chemin.demande("mo") != null;
  }

  public List<Case> getEtats() {
    return Arrays.stream(EtatConvention.values())
        .map(
            e ->
                new Case(
                    e.name(),
                    e == EtatConvention.BIENTOT_FINIE ? "Finit d'ici 90 jours" : e.libelle(),
                    e == etat()))
        .toList();
  }

  private EtatConvention etat() {
    return chemin.mot(EtatConvention.class, "etat");
  }
}
