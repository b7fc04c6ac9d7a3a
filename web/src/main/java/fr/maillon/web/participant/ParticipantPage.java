package fr.maillon.web.participant;

import fr.maillon.liste.Page;
import fr.maillon.participant.ConsulterParticipants;
import fr.maillon.participant.Critere;
import fr.maillon.participant.Decision;
import fr.maillon.participant.EligibiliteView;
import fr.maillon.participant.ParticipantView;
import fr.maillon.participant.VerifierEligibilite;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;

/** La fiche d'une personne et les décisions d'éligibilité prises sur elle. */
@Named
@RequestScoped
public class ParticipantPage extends PageBean {
  @Inject ConsulterParticipants consulter;
  @Inject VerifierEligibilite verifier;
  private ParticipantView fiche;
  private Page<EligibiliteView> page;
  private Critere critere;
  private String preuve;
  private LocalDate preuveVueLe;
  private Decision decision;
  private String motif;
  private LocalDate dateEntree;
  private Integer dureeMois;

  @PostConstruct
  void lire() {
    fiche = consulter.un(chemin.uuid("id"));
    page = consulter.eligibilites(fiche.id(), pagination());
  }

  public String verifier() {
    var prise = verifier.executer(fiche.id(), new VerifierEligibilite.Command(critere, preuve, preuveVueLe, decision, motif, dateEntree, dureeMois));
    return aller(prise.decision().favorable() ? "La décision est enregistrée : elle couvre jusqu'au " + Formats.dateLongue(prise.dateFin()) + "." : "La décision est enregistrée.",
        "/equipe/participants/" + fiche.id());
  }

  public String ton(Decision prise) {
    return switch (prise) {
      case ELIGIBLE -> "ok";
      case DEROGATION -> "attention";
      case NON_ELIGIBLE -> "alerte";
    };
  }

  public ParticipantView getFiche() {
    return fiche;
  }

  public Page<EligibiliteView> getPage() {
    return page;
  }

  public Critere[] getCriteres() {
    return Critere.values();
  }

  public Decision[] getDecisions() {
    return Decision.values();
  }

  public Critere getCritere() {
    return critere;
  }

  public void setCritere(Critere critere) {
    this.critere = critere;
  }

  public String getPreuve() {
    return preuve;
  }

  public void setPreuve(String preuve) {
    this.preuve = preuve;
  }

  public LocalDate getPreuveVueLe() {
    return preuveVueLe;
  }

  public void setPreuveVueLe(LocalDate preuveVueLe) {
    this.preuveVueLe = preuveVueLe;
  }

  public Decision getDecision() {
    return decision;
  }

  public void setDecision(Decision decision) {
    this.decision = decision;
  }

  public String getMotif() {
    return motif;
  }

  public void setMotif(String motif) {
    this.motif = motif;
  }

  public LocalDate getDateEntree() {
    return dateEntree;
  }

  public void setDateEntree(LocalDate dateEntree) {
    this.dateEntree = dateEntree;
  }

  public Integer getDureeMois() {
    return dureeMois;
  }

  public void setDureeMois(Integer dureeMois) {
    this.dureeMois = dureeMois;
  }
}
