package fr.maillon.web.heures;

import fr.maillon.clause.ClauseView;
import fr.maillon.clause.EtatClause;
import fr.maillon.clause.ListerClauses;
import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.consolidation.Cumuls;
import fr.maillon.execution.ConsulterContrats;
import fr.maillon.execution.ConsulterHeures;
import fr.maillon.execution.ContratView;
import fr.maillon.execution.EtatDeclaration;
import fr.maillon.execution.HeuresView;
import fr.maillon.execution.ValiderHeures;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Titres;
import fr.maillon.liste.Page;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.commun.PageCourante;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;

/** Ce qui est dû, ce qui est fait, ce qui attend une décision, pour tout l'espace. */
@Named
@RequestScoped
public class ExecutionPage extends PageBean {
  @Inject Cumuls cumuls;
  @Inject ListerClauses clauses;
  @Inject ConsulterContrats contrats;
  @Inject ConsulterHeures heures;
  @Inject ValiderHeures valider;
  @Inject PageCourante ici;
  @Inject Clock horloge;
  private ChiffresAnnee chiffres;
  private long memePersonne;
  private Page<ClauseView> engagements;
  private Page<ContratView> page;
  private Page<HeuresView> attente;

  @PostConstruct
  void lire() {
    chiffres = cumuls.annee(chemin.entier("annee", 2000, 2100, LocalDate.now(horloge).getYear()));
    memePersonne = heures.memePersonne(chiffres.annee());
    engagements =
        clauses.executer(
            ListerClauses.LISTE.tout().avec("etat", EtatClause.ACCEPTEE).trie("marche"));
    page = contrats.executer(ConsulterContrats.LISTE.tout().a(pagination()));
    attente = heures.executer(ConsulterHeures.LISTE.tout().avec("etat", EtatDeclaration.DECLAREE));
  }

  /**
   * Le bouton d'une ligne dit lui-même quelle déclaration, et dans quelle version : la liste a pu
   * changer depuis qu'elle est affichée.
   */
  public String valider() {
    var id = chemin.objetLu();
    valider.executer(id, new ValiderHeures.Command(chemin.lue()));
    var validee = heures.une(id);
    return aller(
        Formats.heures(validee.heures())
            + " validées pour "
            + Formats.mois(YearMonth.parse(validee.mois()))
            + ", "
            + ici.getEspace().nom()
            + ".",
        ici.getRacine() + "/execution");
  }

  public String mois(String mois) {
    return Formats.phrase(Formats.mois(YearMonth.parse(mois)));
  }

  public boolean isEquipe() {
    return Titres.courant().filter(Titre::equipe).isPresent();
  }

  /** Les contrats et les heures se téléchargent-ils, par cette personne ? */
  public boolean isEmportable() {
    return TenantScope.espace().filter(e -> e.peut(Geste.EXPORTER)).isPresent();
  }

  public long getMemePersonne() {
    return memePersonne;
  }

  public ChiffresAnnee getChiffres() {
    return chiffres;
  }

  public Page<ClauseView> getEngagements() {
    return engagements;
  }

  public Page<ContratView> getPage() {
    return page;
  }

  public Page<HeuresView> getAttente() {
    return attente;
  }
}
