package fr.maillon.web.assistance;

import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.ListerDemandes;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;

/** Les demandes de l'espace ouvert. */
@Named("demandesPage")
@RequestScoped
public class DemandesPage extends ListePage {
  @Inject ListerDemandes demandes;
  private Page<DemandeLigne> page;

  @Override
  protected Liste<?, ?> liste() {
    return ListerDemandes.LISTE;
  }

  public Page<DemandeLigne> getPage() {
    if (page == null) {
      page = demandes.executer(requete());
    }
    return page;
  }

  /** Le seul marché montré, s'il y en a un. */
  public UUID getMarche() {
    return requete().un("marche", UUID.class).orElse(null);
  }

  public boolean isFiltree() {
    return !isVide();
  }
}
