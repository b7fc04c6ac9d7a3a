package fr.maillon.web.participant;

import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.participant.ConsulterParticipants;
import fr.maillon.participant.DoublonPossible;
import fr.maillon.participant.InscrireParticipant;
import fr.maillon.participant.ListerParticipants;
import fr.maillon.participant.Niveau;
import fr.maillon.participant.ParticipantView;
import fr.maillon.participant.Sexe;
import fr.maillon.participant.SuppressionView;
import fr.maillon.web.liste.ListePage;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Les fiches de l'équipe : les chercher, en ouvrir une. */
@Named
@RequestScoped
public class ParticipantsPage extends ListePage {
  @Inject ConsulterParticipants consulter;
  @Inject ListerParticipants lister;
  @Inject InscrireParticipant inscrire;
  @Inject Clock horloge;
  private String texte;
  private Page<ParticipantView> page;
  private Page<SuppressionView> suppressions;
  private String nom;
  private String prenom;
  private LocalDate dateNaissance;
  private Sexe sexe;
  private Niveau niveau;
  private String residenceQpv;
  private List<DoublonPossible.Candidat> candidats = List.of();

  @PostConstruct
  void lire() {
    texte = chemin.demande("texte");
    page = lister.executer(requete());
  }

  @Override
  protected Liste<?, ?> liste() {
    return ListerParticipants.LISTE;
  }

  public String inscrire() {
    return inscrire(false);
  }

  /** Malgré les fiches montrées : c'est une autre personne. */
  public String inscrireQuandMeme() {
    return inscrire(true);
  }

  private String inscrire(boolean confirmer) {
    try {
      return ouvrir(confirmer);
    } catch (DoublonPossible e) {
      candidats = e.candidats();
      return null;
    }
  }

  private String ouvrir(boolean confirmer) {
    var qpv = residenceQpv == null || residenceQpv.isEmpty() ? null : Boolean.valueOf(residenceQpv);
    var id =
        inscrire.executer(
            new InscrireParticipant.Command(
                nom, prenom, dateNaissance, sexe, niveau, qpv, confirmer));
    return aller(
        "La fiche de "
            + prenom.strip()
            + " "
            + nom.strip()
            + " est ouverte. Vérifiez maintenant son éligibilité.",
        "/equipe/participants/" + id);
  }

  /** Où en est l'éligibilité, en un mot. */
  public String etat(ParticipantView p) {
    return p.eligibleJusquAu() == null
        ? "À vérifier"
        : p.eligibleJusquAu().isBefore(LocalDate.now(horloge)) ? "Échue" : "Éligible";
  }

  public String ton(ParticipantView p) {
    return p.eligibleJusquAu() == null
        ? "attention"
        : p.eligibleJusquAu().isBefore(LocalDate.now(horloge)) ? "alerte" : "ok";
  }

  /** Montrées avec la liste entière, non avec une recherche. */
  public Page<SuppressionView> getSuppressions() {
    if (suppressions == null) {
      suppressions = consulter.suppressions(Pagination.premiere());
    }
    return suppressions;
  }

  public String getTexte() {
    return texte;
  }

  public Page<ParticipantView> getPage() {
    return page;
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

  /** Les fiches qui ressemblent à celle qu'on ouvre. */
  public List<DoublonPossible.Candidat> getCandidats() {
    return candidats;
  }
}
