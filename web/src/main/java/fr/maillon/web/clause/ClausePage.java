package fr.maillon.web.clause;

import fr.maillon.clause.AccepterClause;
import fr.maillon.clause.ConsulterClause;
import fr.maillon.clause.EtatClause;
import fr.maillon.clause.FicheClause;
import fr.maillon.clause.RefuserClause;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Titres;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.commun.PageCourante;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** La fiche d'une version de clause, et la décision de l'agent. */
@Named
@RequestScoped
public class ClausePage extends PageBean {
  @Inject ConsulterClause consulter;
  @Inject AccepterClause accepter;
  @Inject RefuserClause refuser;
  @Inject PageCourante ici;
  private FicheClause fiche;
  private String motif;

  @PostConstruct
  void lire() {
    fiche = consulter.executer(chemin.uuid("id"));
  }

  public String accepter() {
    accepter.executer(fiche.id(), new AccepterClause.Command(chemin.lue()));
    return aller(
        "La clause du lot "
            + fiche.lotRang()
            + " est acceptée pour "
            + ici.getEspace().nom()
            + ". "
            + (fiche.heuresDues().signum() > 0
                ? Formats.heures(fiche.heuresDues()) + " sont dues."
                : "L'engagement est pris."),
        adresse());
  }

  public String refuser() {
    refuser.executer(fiche.id(), new RefuserClause.Command(chemin.lue(), motif));
    return aller(
        "La proposition est refusée pour "
            + ici.getEspace().nom()
            + ". Le facilitateur lira votre motif.",
        adresse());
  }

  public FicheClause getFiche() {
    return fiche;
  }

  public String getTon() {
    return CouleursDeClause.de(fiche.etat());
  }

  public String ton(EtatClause etat) {
    return CouleursDeClause.de(etat);
  }

  public boolean isAgent() {
    return Titres.courant().filter(t -> t == Titre.AGENT).isPresent();
  }

  public boolean isEquipe() {
    return Titres.courant().filter(Titre::equipe).isPresent();
  }

  /** Le formulaire reste là quand il est posté trop tard : c'est lui qui doit dire pourquoi. */
  public boolean isDecidable() {
    return isAgent()
        && (fiche.etat() == EtatClause.PROPOSEE || FacesContext.getCurrentInstance().isPostback());
  }

  /** Qui doit agir, en une phrase. */
  public String getSuite() {
    return switch (fiche.etat()) {
      case PROPOSEE ->
          isAgent() ? "Vous devez décider." : "L'agent du maître d'ouvrage doit décider.";
      case ACCEPTEE -> "La clause est en vigueur : les contrats d'insertion peuvent s'ouvrir.";
      case REFUSEE ->
          isEquipe()
              ? "Tirez-en une nouvelle version."
              : "Le facilitateur peut proposer une nouvelle version.";
      case REMPLACEE -> "Une version plus récente la remplace.";
    };
  }

  public String getMotif() {
    return motif;
  }

  public void setMotif(String motif) {
    this.motif = motif;
  }

  private String adresse() {
    return ici.getRacine() + "/clauses/" + fiche.id();
  }
}
