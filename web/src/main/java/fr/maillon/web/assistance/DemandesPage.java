package fr.maillon.web.assistance;

import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ListerDemandes;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.liste.Page;
import fr.maillon.web.assistance.PortefeuillePage.Choix;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Les demandes de l'espace ouvert. */
@Named("demandesPage")
@RequestScoped
public class DemandesPage extends PageBean {
  @Inject ListerDemandes demandes;
  @Inject HttpServletRequest requete;
  private Page<DemandeLigne> page;

  private Filtre filtre() {
    return new Filtre(requete, "etat", "service", "marche");
  }

  public Page<DemandeLigne> getPage() {
    if (page == null) {
      page =
          demandes.executer(
              new ListerDemandes.Criteres(
                  chemin.mots(EtatDemande.class, "etat"),
                  chemin.mots(ServiceAssistance.class, "service"),
                  getMarche()),
              pagination());
    }
    return page;
  }

  /** Le seul marché montré, s'il y en a un. */
  public UUID getMarche() {
    return chemin.uuidDemande("marche");
  }

  public boolean isFiltree() {
    return !Set.copyOf(filtre().valeurs("etat")).isEmpty()
        || !filtre().valeurs("service").isEmpty()
        || getMarche() != null;
  }

  public List<Choix> getEtats() {
    var choisis = filtre().mots(EtatDemande.class, "etat");
    return Arrays.stream(EtatDemande.values())
        .map(e -> new Choix(e.name(), e.libelle(), choisis.contains(e)))
        .toList();
  }

  public List<Choix> getServices() {
    var choisis = filtre().mots(ServiceAssistance.class, "service");
    return Arrays.stream(ServiceAssistance.values())
        .map(s -> new Choix(s.name(), s.libelle(), choisis.contains(s)))
        .toList();
  }
}
