package fr.maillon.web.travail;

import fr.maillon.isolation.TenantContext;
import fr.maillon.travail.EtatTravail;
import fr.maillon.travail.SuivreTravaux;
import fr.maillon.travail.TravailView;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;

/** Un travail de fond de l'espace : où il en est, et de quoi l'arrêter. */
@Named
@RequestScoped
public class TravailPage extends PageBean {
  @Inject SuivreTravaux suivre;
  @Inject TenantContext contexte;
  private UUID id;
  private TravailView travail;

  @PostConstruct
  void lire() {
    id = chemin.uuid("id");
    travail = suivre.consulter(id);
  }

  public TravailView getTravail() {
    return travail;
  }

  /** Il attend ou court : la page se relit. */
  public boolean isVif() {
    return !travail.etat().fini();
  }

  public String getEtat() {
    return switch (travail.etat()) {
      case DEPOT, A_FAIRE -> travail.essais() > 0 ? "Nouvel essai à venir" : "En attente";
      case EN_COURS -> travail.annulationDemandee() ? "S'arrête" : "En cours";
      case FAIT -> "Terminé";
      case ECHEC -> "Échec";
      case ANNULE -> "Annulé";
    };
  }

  public String getTon() {
    return travail.etat() == EtatTravail.FAIT
        ? "ok"
        : travail.etat() == EtatTravail.ECHEC ? "alerte" : "attention";
  }

  public String annuler() {
    suivre.annuler(id);
    return aller("L'arrêt est demandé, dans " + contexte.espace().nom() + ".", getAdresse());
  }

  public String getAdresse() {
    return "/m/" + contexte.espace().code() + "/travaux/" + id;
  }
}
