package fr.maillon.web.filtre;

import fr.maillon.filtre.GarderFiltres;
import fr.maillon.filtre.GarderFiltres.FiltreGarde;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.web.Routes;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Les filtres que l'on a gardés dans l'espace, et ceux que ses agents partagent. */
@Named
@RequestScoped
public class FiltresEspacePage extends ListePage {
  @Inject GarderFiltres filtres;
  @Inject TenantContext contexte;
  private Page<FiltreGarde> page;

  @Override
  protected Liste<?, ?> liste() {
    return GarderFiltres.LISTE;
  }

  public Page<FiltreGarde> getPage() {
    if (page == null) {
      page = filtres.executer(requete());
    }
    return page;
  }

  /** Où le filtre s'applique ; null : sa liste n'a plus de page. */
  public String ouvrir(FiltreGarde filtre) {
    return Routes.deLaListe(filtre.liste(), contexte.espace().code())
        .map(a -> a + "?" + filtre.requete())
        .orElse(null);
  }

  public String retirer() {
    filtres.retirer(chemin.objetLu());
    return aller("Filtre retiré.", "/m/" + contexte.espace().code() + "/filtres");
  }
}
