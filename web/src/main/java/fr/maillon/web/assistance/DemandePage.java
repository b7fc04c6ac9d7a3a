package fr.maillon.web.assistance;

import fr.maillon.assistance.ConfierDemande;
import fr.maillon.assistance.DemandeView;
import fr.maillon.assistance.Geste;
import fr.maillon.assistance.LireDemande;
import fr.maillon.assistance.NatureMessage;
import fr.maillon.assistance.ServiceAssistance;
import fr.maillon.assistance.TraiterDemande;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Une demande, son échange, et ce que celui qui lit peut en faire. */
@Named("demandePage")
@RequestScoped
public class DemandePage extends PageBean {
  @Inject LireDemande lire;
  @Inject TraiterDemande traiter;
  @Inject ConfierDemande confier;
  @Inject TenantContext contexte;
  private DemandeView demande;
  private String texte;
  private String motif;
  private String vers;

  public DemandeView getDemande() {
    if (demande == null) {
      demande = lire.executer(id());
    }
    return demande;
  }

  /**
   * Vaut pour ce qui est montré : un geste posté est toujours reçu, et c'est le métier qui le
   * refuse s'il n'est plus temps.
   */
  public boolean peut(String geste) {
    return FacesContext.getCurrentInstance().getCurrentPhaseId() != PhaseId.RENDER_RESPONSE
        || getDemande().gestes().contains(Geste.valueOf(geste));
  }

  public boolean isRien() {
    return getDemande().gestes().isEmpty();
  }

  /** Qui agit, vu de celui qui lit. */
  public String getQuiAgit() {
    return getDemande().aMoi()
        ? "Moi"
        : peut("REPONDRE") ? "Vous, pour le maître d'ouvrage" : getDemande().quiAgit();
  }

  /** Le texte dit tout : pas de titre ni d'auteur à côté. */
  public boolean bref(NatureMessage nature) {
    return nature == NatureMessage.PRISE_EN_CHARGE || nature == NatureMessage.AFFECTATION;
  }

  public String titre(NatureMessage nature) {
    return switch (nature) {
      case PRISE_EN_CHARGE -> "Prise en charge";
      case AFFECTATION -> "Confiée";
      case RENDUE -> "Rendue à l'équipe";
      case QUESTION -> "Question de l'équipe";
      case REPONSE -> "Réponse du maître d'ouvrage";
      case CONCLUSION -> "Réponse de l'équipe";
      case ANNULATION -> "Annulation";
    };
  }

  public String prendreEnCharge() {
    return fait(
        traiter.prendreEnCharge(id(), new TraiterDemande.PriseEnCharge(chemin.lue())),
        "Demande prise en charge : à vous d'agir.");
  }

  public String rendre() {
    if (texte == null || texte.isBlank()) {
      faute("texte", "Dites pourquoi vous rendez cette demande : qui la reprendra le lira.");
      return null;
    }
    return fait(
        traiter.rendre(id(), new TraiterDemande.Message(texte, chemin.lue())),
        "Demande rendue à l'équipe : un autre peut la prendre.");
  }

  /** Calibrer : l'équipe, tant que la demande est ouverte. */
  public boolean isACalibrer() {
    return getDemande().service() == ServiceAssistance.CALIBRAGE
        && getDemande().etat().ouvert()
        && contexte.espace().titre().equipe();
  }

  public String questionner() {
    return fait(
        traiter.questionner(id(), new TraiterDemande.Message(texte, chemin.lue())),
        "Question envoyée : la main est au maître d'ouvrage.");
  }

  public String repondre() {
    return fait(
        traiter.repondre(id(), new TraiterDemande.Message(texte, chemin.lue())),
        "Réponse envoyée à l'équipe.");
  }

  public String terminer() {
    return fait(
        traiter.terminer(id(), new TraiterDemande.Message(texte, chemin.lue())),
        "Réponse rendue : la demande est terminée.");
  }

  public String annuler() {
    return fait(
        traiter.annuler(id(), new TraiterDemande.Annulation(motif, chemin.lue())),
        "Demande annulée.");
  }

  /** À qui la coordination peut la confier ; vide pour les autres, dont le geste serait refusé. */
  public List<SelectItem> getChoix() {
    return contexte.espace().titre() == Titre.COORDINATEUR
        ? confier.choix().stream().map(m -> new SelectItem(m.id().toString(), m.nom())).toList()
        : List.of();
  }

  public String confier() {
    if (vers == null || vers.isBlank()) {
      faute("facilitateurId", "Choisissez le facilitateur.");
      return null;
    }
    var d = confier.executer(id(), new ConfierDemande.Command(UUID.fromString(vers), chemin.lue()));
    return fait(d, "Demande confiée à " + d.facilitateur() + ".");
  }

  private String fait(DemandeView d, String phrase) {
    var espace = contexte.espace();
    return aller(espace.nom() + ". " + phrase, "/m/" + espace.code() + "/demandes/" + d.id());
  }

  private UUID id() {
    return chemin.uuid("id");
  }

  public String getTexte() {
    return texte;
  }

  public void setTexte(String texte) {
    this.texte = texte;
  }

  public String getMotif() {
    return motif;
  }

  public void setMotif(String motif) {
    this.motif = motif;
  }

  public String getVers() {
    return vers;
  }

  public void setVers(String vers) {
    this.vers = vers;
  }
}
