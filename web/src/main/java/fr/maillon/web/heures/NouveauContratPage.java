package fr.maillon.web.heures;

import fr.maillon.clause.ConsulterClause;
import fr.maillon.clause.FicheClause;
import fr.maillon.execution.Modalite;
import fr.maillon.execution.NatureContrat;
import fr.maillon.execution.OuvrirContrat;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Requete;
import fr.maillon.marche.ConsulterMarche;
import fr.maillon.marche.VieDuMarche;
import fr.maillon.participant.ListerParticipants;
import fr.maillon.participant.ParticipantView;
import fr.maillon.regle.Introuvable;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.commun.PageCourante;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Ouvrir un contrat sur l'engagement d'une clause : chercher la personne, puis dire le contrat.
 * Pour l'équipe.
 */
@Named
@RequestScoped
public class NouveauContratPage extends PageBean {
  @Inject ConsulterClause consulter;
  @Inject ListerParticipants participants;
  @Inject OuvrirContrat ouvrir;
  @Inject ConsulterMarche consulterMarche;
  @Inject Clock horloge;
  @Inject PageCourante ici;
  private FicheClause clause;
  private String texte;
  private Page<ParticipantView> trouves;
  private List<SelectItem> titulaires;
  private String titulaire;
  private String motifTardif;
  private String participantId;
  private NatureContrat nature;
  private Modalite modalite;
  private String employeurSiret;
  private String employeurNom;
  private LocalDate debut;
  private LocalDate fin;

  @PostConstruct
  void lire() {
    var id = chemin.uuidDemande("clause");
    if (id == null) {
      throw new Introuvable("Clause");
    }
    clause = consulter.executer(id);
    texte = chemin.demande("texte");
    titulaires =
        consulterMarche.lot(clause.marcheId(), clause.lotId()).titulaires().stream()
            .filter(t -> t.id() != null && t.id().matches("[0-9]{14}") && t.nom() != null)
            .map(t -> new SelectItem(t.id(), t.nom() + ", SIRET " + t.id()))
            .toList();
    titulaire = titulaires.size() == 1 ? (String) titulaires.getFirst().getValue() : "";
    trouves = participants.executer(recherche().a(new Pagination(1, Pagination.MAXIMUM)));
  }

  public String ouvrir() {
    var qui =
        participantId == null || participantId.isEmpty() ? null : UUID.fromString(participantId);
    // le titulaire choisi est l'employeur, sauf si l'on en a écrit un autre
    if (titulaire != null
        && !titulaire.isBlank()
        && (employeurNom == null || employeurNom.isBlank())
        && (employeurSiret == null || employeurSiret.isBlank())) {
      employeurSiret = titulaire;
      employeurNom =
          consulterMarche.lot(clause.marcheId(), clause.lotId()).titulaires().stream()
              .filter(t -> titulaire.equals(t.id()))
              .findFirst()
              .map(t -> t.nom())
              .orElse(null);
    }
    var id =
        ouvrir.executer(
            new OuvrirContrat.Command(
                clause.engagement().id(),
                qui,
                nature,
                modalite,
                employeurSiret,
                employeurNom,
                debut,
                fin,
                motifTardif));
    return aller(
        "Le contrat est ouvert pour " + ici.getEspace().nom() + ". Déclarez-y les heures du mois.",
        ici.getRacine() + "/contrats/" + id);
  }

  public String libelle(ParticipantView p) {
    return p.nom()
        + " "
        + p.prenom()
        + ", né(e) le "
        + Formats.date(p.dateNaissance())
        + (p.eligibleJusquAu() == null
            ? ", éligibilité à vérifier"
            : ", éligible jusqu'au " + Formats.date(p.eligibleJusquAu()));
  }

  /** Les titulaires du lot, tels que publiés : l'un d'eux est le plus souvent l'employeur. */
  public List<SelectItem> getTitulaires() {
    return titulaires;
  }

  public String getTitulaire() {
    return titulaire;
  }

  public void setTitulaire(String titulaire) {
    this.titulaire = titulaire;
  }

  public String getMotifTardif() {
    return motifTardif;
  }

  public void setMotifTardif(String motifTardif) {
    this.motifTardif = motifTardif;
  }

  /** Le lot est fini : on le dit avant d'ouvrir. Null : il court, ou l'on ne sait pas. */
  public String getAvertissement() {
    var lot = consulterMarche.lot(clause.marcheId(), clause.lotId());
    var terme = VieDuMarche.terme(lot.dateNotification(), lot.dureeMois());
    return terme == null || !terme.isBefore(LocalDate.now(horloge))
        ? null
        : "Ce lot a fini le "
            + Formats.dateLongue(terme)
            + ", d'après sa durée publiée. Un contrat qui commence après demande un motif.";
  }

  public FicheClause getClause() {
    return clause;
  }

  public String getTexte() {
    return texte;
  }

  public Page<ParticipantView> getTrouves() {
    return trouves;
  }

  public NatureContrat[] getNatures() {
    return NatureContrat.values();
  }

  public Modalite[] getModalites() {
    return Modalite.values();
  }

  public String getParticipantId() {
    return participantId;
  }

  public void setParticipantId(String participantId) {
    this.participantId = participantId;
  }

  public NatureContrat getNature() {
    return nature;
  }

  public void setNature(NatureContrat nature) {
    this.nature = nature;
  }

  public Modalite getModalite() {
    return modalite;
  }

  public void setModalite(Modalite modalite) {
    this.modalite = modalite;
  }

  public String getEmployeurSiret() {
    return employeurSiret;
  }

  public void setEmployeurSiret(String employeurSiret) {
    this.employeurSiret = employeurSiret;
  }

  public String getEmployeurNom() {
    return employeurNom;
  }

  public void setEmployeurNom(String employeurNom) {
    this.employeurNom = employeurNom;
  }

  public LocalDate getDebut() {
    return debut;
  }

  public void setDebut(LocalDate debut) {
    this.debut = debut;
  }

  public LocalDate getFin() {
    return fin;
  }

  public void setFin(LocalDate fin) {
    this.fin = fin;
  }

  private Requete recherche() {
    var tous = ListerParticipants.LISTE.tout();
    return texte == null ? tous : tous.avec("texte", texte);
  }
}
