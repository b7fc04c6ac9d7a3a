package fr.maillon.web.support;

import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.support.AccesView;
import fr.maillon.support.OuvrirAuSupport;
import fr.maillon.support.SuivreSupport;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * Les accès du support à l'espace : en ouvrir un, en refermer un, dire qu'on a vu un bris de glace.
 */
@Named("accesPage")
@RequestScoped
public class AccesPage extends PageBean {
  @Inject OuvrirAuSupport ouvrir;
  @Inject SuivreSupport suivre;
  @Inject TenantContext contexte;
  private Page<AccesView> page;
  private AccesView acces;
  private Integer minutes = 30;
  private String motif;

  public Page<AccesView> getPage() {
    if (page == null) {
      page = suivre.lister(pagination());
    }
    return page;
  }

  /** L'accès de l'adresse. */
  public AccesView getAcces() {
    if (acces == null) {
      acces = suivre.consulter(chemin.uuid("id"));
    }
    return acces;
  }

  /** Ce qui change quand on le referme, ou qu'on dit l'avoir vu. */
  public String getEtatLu() {
    return getAcces().fermeLe() + "." + getAcces().vuLe();
  }

  public String etat(AccesView a) {
    return a.ouvert() ? "Ouvert" : a.fermeLe() != null ? "Refermé" : "Terminé";
  }

  public String ton(AccesView a) {
    return a.aConstater() ? "alerte" : a.ouvert() ? "attention" : "";
  }

  public String ouvrir() {
    ouvrir.executer(new OuvrirAuSupport.Command(minutes, motif));
    return aller(
        "Le support peut lire "
            + contexte.espace().nom()
            + " pendant "
            + minutes
            + " minutes. Vous pouvez refermer à tout moment.",
        racine());
  }

  public String fermer() {
    ouvrir.fermer(chemin.uuid("id"));
    return aller(
        "Accès refermé : le support ne peut plus lire " + contexte.espace().nom() + ".", racine());
  }

  public String constater() {
    ouvrir.constater(chemin.uuid("id"));
    return aller(
        "C'est noté : l'accès d'urgence du " + Formats.moment(getAcces().du()) + " a été vu.",
        racine());
  }

  private String racine() {
    return "/m/" + contexte.espace().code() + "/administration/support";
  }

  public Integer getMinutes() {
    return minutes;
  }

  public void setMinutes(Integer minutes) {
    this.minutes = minutes;
  }

  public String getMotif() {
    return motif;
  }

  public void setMotif(String motif) {
    this.motif = motif;
  }
}
