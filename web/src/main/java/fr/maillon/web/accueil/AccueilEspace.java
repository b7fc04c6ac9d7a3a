package fr.maillon.web.accueil;

import fr.maillon.assistance.DemandeLigne;
import fr.maillon.assistance.EtatDemande;
import fr.maillon.assistance.ListerDemandes;
import fr.maillon.clause.ClauseView;
import fr.maillon.clause.EtatClause;
import fr.maillon.clause.ListerClauses;
import fr.maillon.consolidation.ChiffresAnnee;
import fr.maillon.consolidation.Cumuls;
import fr.maillon.execution.ConsulterHeures;
import fr.maillon.isolation.EnUneTransaction;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.marche.ListerMarches;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;

/**
 * L'accueil d'un espace : l'année en cours en quatre nombres, ce qui attend quelqu'un, et par où
 * continuer.
 */
@Named
@RequestScoped
public class AccueilEspace {
  private static final Pagination QUELQUES = new Pagination(1, 5);

  @Inject Cumuls cumuls;
  @Inject ListerMarches marches;
  @Inject ListerDemandes demandes;
  @Inject ListerClauses clauses;
  @Inject ConsulterHeures heures;
  @Inject Clock horloge;
  @Inject EnUneTransaction enUneTransaction;
  private int annee;
  private ChiffresAnnee chiffres;
  private long memePersonne;
  private ListerMarches.Selection tousLesMarches;
  private Page<DemandeLigne> ouvertes;
  private Page<ClauseView> proposees;

  @PostConstruct
  void ouvrir() {
    enUneTransaction.lire(this::lire);
  }

  private void lire() {
    annee = LocalDate.now(horloge).getYear();
    chiffres = cumuls.annee(annee);
    memePersonne = heures.memePersonne(annee);
    tousLesMarches = marches.ensemble();
    ouvertes =
        demandes.executer(
            ListerDemandes.LISTE.tout().avec("etat", EtatDemande.OUVERTS.toArray()).a(QUELQUES));
    proposees =
        clauses.executer(ListerClauses.LISTE.tout().avec("etat", EtatClause.PROPOSEE).a(QUELQUES));
  }

  public String getAnnee() {
    return Integer.toString(annee);
  }

  /** Mois déclarés et validés par la même personne, cette année. */
  public long getMemePersonne() {
    return memePersonne;
  }

  public ChiffresAnnee getChiffres() {
    return chiffres;
  }

  public ListerMarches.Selection getMarches() {
    return tousLesMarches;
  }

  /** Les demandes ouvertes les plus urgentes. */
  public Page<DemandeLigne> getDemandes() {
    return ouvertes;
  }

  /** Les clauses qui attendent la décision de l'agent. */
  public Page<ClauseView> getClauses() {
    return proposees;
  }

  /** Rien n'a encore été importé ici : la page montre le chemin plutôt que des zéros. */
  public boolean isNeuf() {
    return tousLesMarches.compte() == 0;
  }
}
