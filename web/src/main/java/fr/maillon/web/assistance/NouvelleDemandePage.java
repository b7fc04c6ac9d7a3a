package fr.maillon.web.assistance;

import fr.maillon.assistance.DemanderAssistance;
import fr.maillon.assistance.PreparerDemande;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Demander l'aide de l'équipe, depuis un marché. */
@Named("nouvelleDemandePage")
@RequestScoped
public class NouvelleDemandePage extends PageBean {
  @Inject PreparerDemande preparer;
  @Inject DemanderAssistance demander;
  @Inject TenantContext contexte;
  private PreparerDemande.Preparation preparation;
  private ServiceAssistance service;
  private String besoin;
  private LocalDate dateSouhaitee;

  public UUID getMarche() {
    return chemin.uuidDemande("marche");
  }

  /** Seul un agent demande : l'équipe, elle, répond. */
  public boolean isAgent() {
    return contexte.espace().titre() == Titre.AGENT;
  }

  public PreparerDemande.Preparation getPreparation() {
    if (preparation == null && getMarche() != null) {
      preparation = preparer.executer(getMarche());
    }
    return preparation;
  }

  /**
   * Un service déjà demandé n'est pas proposé ; s'il est posté quand même, c'est le métier qui dit
   * pourquoi il le refuse.
   */
  public List<SelectItem> getServices() {
    var montre = FacesContext.getCurrentInstance().getCurrentPhaseId() == PhaseId.RENDER_RESPONSE;
    return Arrays.stream(ServiceAssistance.values())
        .map(
            s -> {
              var deja = getPreparation().dejaDemandes().contains(s);
              return new SelectItem(
                  s, s.libelle() + (deja ? " (déjà demandé)" : ""), null, deja && montre);
            })
        .toList();
  }

  public String envoyer() {
    var d =
        demander.executer(
            new DemanderAssistance.Command(getMarche(), service, besoin, dateSouhaitee));
    var espace = contexte.espace();
    return aller(
        "Demande envoyée à l'équipe pour "
            + espace.nom()
            + " : "
            + d.serviceLibelle()
            + ", pour le "
            + fr.maillon.web.commun.Formats.dateLongue(d.dateSouhaitee())
            + ".",
        "/m/" + espace.code() + "/demandes/" + d.id());
  }

  public ServiceAssistance getService() {
    return service;
  }

  public void setService(ServiceAssistance service) {
    this.service = service;
  }

  public String getBesoin() {
    return besoin;
  }

  public void setBesoin(String besoin) {
    this.besoin = besoin;
  }

  public LocalDate getDateSouhaitee() {
    return dateSouhaitee;
  }

  public void setDateSouhaitee(LocalDate dateSouhaitee) {
    this.dateSouhaitee = dateSouhaitee;
  }
}
