package fr.maillon.web.participant;

import fr.maillon.acces.OuvrirPerimetre;
import fr.maillon.acces.OuvrirPerimetre.Destination;
import fr.maillon.execution.ConsulterContrats;
import fr.maillon.isolation.TenantScope;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.participant.ConsulterParticipants;
import fr.maillon.participant.CorrectionView;
import fr.maillon.participant.CorrigerParticipant;
import fr.maillon.participant.Critere;
import fr.maillon.participant.Decision;
import fr.maillon.participant.EligibiliteView;
import fr.maillon.participant.Niveau;
import fr.maillon.participant.ParticipantView;
import fr.maillon.participant.Sexe;
import fr.maillon.participant.SupprimerParticipant;
import fr.maillon.participant.VerifierEligibilite;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.faces.Lu;
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
  @Inject CorrigerParticipant corrigerParticipant;
  @Inject SupprimerParticipant supprimerParticipant;
  @Inject ConsulterContrats lesContrats;
  @Inject OuvrirPerimetre perimetres;
  private Page<ConsulterContrats.ContratDePersonne> contrats;
  private Page<CorrectionView> corrections;
  private ParticipantView fiche;
  private Page<EligibiliteView> page;
  private Critere critere;
  private String preuve;
  private LocalDate preuveVueLe;
  private Decision decision;
  private String motif;
  private LocalDate dateEntree;
  private Integer dureeMois;
  private String nom;
  private String prenom;
  private LocalDate dateNaissance;
  private Sexe sexe;
  private Niveau niveau;
  private String residenceQpv;
  private boolean confirmer;

  @PostConstruct
  void lire() {
    fiche = consulter.un(chemin.uuid("id"));
    nom = fiche.nom();
    prenom = fiche.prenom();
    dateNaissance = fiche.dateNaissance();
    sexe = fiche.sexe();
    niveau = fiche.niveau();
    residenceQpv = fiche.residenceQpv() == null ? "" : fiche.residenceQpv().toString();
    page = consulter.eligibilites(fiche.id(), pagination());
  }

  public String verifier() {
    var prise =
        verifier.executer(
            fiche.id(),
            new VerifierEligibilite.Command(
                critere, preuve, preuveVueLe, decision, motif, dateEntree, dureeMois));
    return aller(
        prise.decision().favorable()
            ? "La décision est enregistrée : elle couvre jusqu'au "
                + Formats.dateLongue(prise.dateFin())
                + "."
            : "La décision est enregistrée.",
        "/equipe/participants/" + fiche.id());
  }

  /** Ce qui change quand la fiche change, ou qu'une décision s'ajoute. */
  public String getLu() {
    return fiche.version() + "." + page.total();
  }

  /** La dernière décision, pour qui en prenait une autre sans l'avoir lue ; null : aucune. */
  public String getDevance() {
    var derniere = consulter.eligibilites(fiche.id(), Pagination.premiere()).elements();
    return derniere.isEmpty()
        ? null
        : Lu.fait(
            "Décision prise", derniere.getFirst().decideePar(), derniere.getFirst().decideeLe());
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

  public String corriger() {
    corrigerParticipant.modifier(
        fiche.id(),
        new CorrigerParticipant.Command(
            nom,
            prenom,
            dateNaissance,
            sexe,
            niveau,
            residenceQpv == null || residenceQpv.isEmpty() ? null : Boolean.valueOf(residenceQpv),
            confirmer,
            chemin.lue()));
    return aller(
        "La fiche de " + prenom.strip() + " " + nom.strip() + " est corrigée.",
        "/equipe/participants/" + fiche.id());
  }

  public String supprimer() {
    supprimerParticipant.supprimer(fiche.id(), chemin.lue());
    return aller(
        "La fiche de " + fiche.prenom() + " " + fiche.nom() + " est supprimée.",
        "/equipe/participants");
  }

  /**
   * Ses contrats là où je l'accompagne : lus par le portefeuille, qui ne montre que les espaces qui
   * me sont ouverts.
   */
  public Page<ConsulterContrats.ContratDePersonne> getContrats() throws Exception {
    if (contrats == null) {
      var moi = TenantScope.identite();
      contrats =
          perimetres.<Page<ConsulterContrats.ContratDePersonne>, Exception>servir(
              moi,
              perimetres.ouvrir(moi, new Destination.Portefeuille()).perimetre(),
              () -> lesContrats.deLaPersonne(fiche.id(), Pagination.premiere()));
    }
    return contrats;
  }

  public Page<CorrectionView> getCorrections() {
    if (corrections == null) {
      corrections = consulter.corrections(fiche.id(), Pagination.premiere());
    }
    return corrections;
  }

  public Sexe[] getSexes() {
    return Sexe.values();
  }

  public Niveau[] getNiveaux() {
    return Niveau.values();
  }

  public String getNom() {
    return nom;
  }

  public void setNom(String nom) {
    this.nom = nom;
  }

  public String getPrenom() {
    return prenom;
  }

  public void setPrenom(String prenom) {
    this.prenom = prenom;
  }

  public LocalDate getDateNaissance() {
    return dateNaissance;
  }

  public void setDateNaissance(LocalDate dateNaissance) {
    this.dateNaissance = dateNaissance;
  }

  public Sexe getSexe() {
    return sexe;
  }

  public void setSexe(Sexe sexe) {
    this.sexe = sexe;
  }

  public Niveau getNiveau() {
    return niveau;
  }

  public void setNiveau(Niveau niveau) {
    this.niveau = niveau;
  }

  public String getResidenceQpv() {
    return residenceQpv;
  }

  public void setResidenceQpv(String residenceQpv) {
    this.residenceQpv = residenceQpv;
  }

  public boolean isConfirmer() {
    return confirmer;
  }

  public void setConfirmer(boolean confirmer) {
    this.confirmer = confirmer;
  }
}
