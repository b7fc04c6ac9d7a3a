package fr.maillon.web.marche;

import fr.maillon.liste.Page;
import fr.maillon.marche.ConsulterMarche;
import fr.maillon.marche.ConsulterMarche.EvenementView;
import fr.maillon.marche.ConsulterMarche.MarcheView;
import fr.maillon.marche.ListerHistoire;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Toute l'histoire d'un marché, page par page. */
@Named
@RequestScoped
public class HistoirePage extends PageBean {
  @Inject ConsulterMarche consulter;
  @Inject ListerHistoire histoire;
  private MarcheView marche;
  private Page<EvenementView> page;

  @PostConstruct
  void lire() {
    marche = consulter.executer(chemin.uuid("id"));
    page = histoire.executer(ListerHistoire.LISTE.tout().avec("id", marche.id()).a(pagination()));
  }

  public MarcheView getMarche() {
    return marche;
  }

  public Page<EvenementView> getPage() {
    return page;
  }
}
