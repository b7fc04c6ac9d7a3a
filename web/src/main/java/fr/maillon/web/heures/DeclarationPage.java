package fr.maillon.web.heures;

import fr.maillon.execution.ConsulterHeures;
import fr.maillon.execution.CorrigerDeclaration;
import fr.maillon.execution.CorrigerHeures;
import fr.maillon.execution.EcritureView;
import fr.maillon.execution.EtatDeclaration;
import fr.maillon.execution.HeuresView;
import fr.maillon.execution.RefuserHeures;
import fr.maillon.execution.RetirerDeclaration;
import fr.maillon.execution.RevenirSurUnRefus;
import fr.maillon.execution.ValiderHeures;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Titres;
import fr.maillon.liste.Page;
import fr.maillon.repentir.Corbeille;
import fr.maillon.saisie.Duree;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.commun.PageCourante;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.YearMonth;

/** Une déclaration d'heures : la valider, la refuser, ou corriger ce qui a été validé. */
@Named
@RequestScoped
public class DeclarationPage extends PageBean {
  @Inject ConsulterHeures consulter;
  @Inject ValiderHeures valider;
  @Inject RefuserHeures refuser;
  @Inject CorrigerHeures corriger;
  @Inject CorrigerDeclaration corrigerDeclaration;
  @Inject RetirerDeclaration retirerDeclaration;
  @Inject RevenirSurUnRefus revenirSurUnRefus;
  @Inject Clock horloge;
  @Inject PageCourante ici;
  private HeuresView declaration;
  private Page<EcritureView> page;
  private String motif;
  private String heures;
  private String compris;

  @PostConstruct
  void lire() {
    declaration = consulter.une(chemin.uuid("id"));
    page = consulter.ecritures(declaration.id(), pagination());
  }

  public String valider() {
    valider.executer(declaration.id(), new ValiderHeures.Command(chemin.lue()));
    return aller(
        Formats.heures(declaration.heures())
            + " validées pour "
            + mois()
            + ", "
            + ici.getEspace().nom()
            + ".",
        adresse());
  }

  public String refuser() {
    refuser.executer(declaration.id(), new RefuserHeures.Command(motif, chemin.lue()));
    return aller(
        "La déclaration de "
            + mois()
            + " est refusée pour "
            + ici.getEspace().nom()
            + ". Le mois peut être déclaré de nouveau.",
        adresse());
  }

  /**
   * Une correction compte aussitôt écrite : la durée comprise est d'abord montrée, puis confirmée.
   */
  public String corriger() {
    var total = Duree.lire("heures", heures);
    if (total != null && !total.toPlainString().equals(compris)) {
      compris = total.toPlainString();
      return null;
    }
    corriger.executer(declaration.id(), new CorrigerHeures.Command(total, motif, chemin.lue()));
    return aller(
        "Les heures de "
            + mois()
            + " sont corrigées pour "
            + ici.getEspace().nom()
            + " : le mois compte maintenant "
            + Formats.heures(total)
            + ".",
        adresse());
  }

  public HeuresView getDeclaration() {
    return declaration;
  }

  public Page<EcritureView> getPage() {
    return page;
  }

  public String getMois() {
    return mois();
  }

  public String getTon() {
    return declaration.etat() == EtatDeclaration.VALIDEE
        ? "ok"
        : declaration.etat() == EtatDeclaration.REFUSEE ? "alerte" : "attention";
  }

  public boolean isDecidable() {
    return isEquipe() && declaration.etat() == EtatDeclaration.DECLAREE;
  }

  public boolean isCorrigeable() {
    return isEquipe() && declaration.etat() == EtatDeclaration.VALIDEE;
  }

  private boolean isEquipe() {
    return Titres.courant().filter(Titre::equipe).isPresent();
  }

  private String mois() {
    return Formats.mois(YearMonth.parse(declaration.mois()));
  }

  private String adresse() {
    return ici.getRacine() + "/heures/" + declaration.id();
  }

  public String getMotif() {
    return motif;
  }

  public void setMotif(String motif) {
    this.motif = motif;
  }

  public String getCompris() {
    return compris;
  }

  public void setCompris(String compris) {
    this.compris = compris;
  }

  /** Le total compris, qui attend d'être confirmé ; null tant que rien n'est lu. */
  public String getTotalCompris() {
    return compris == null || compris.isEmpty()
        ? null
        : Duree.ecrire(Duree.lire("heures", compris));
  }

  /** Les heures déclarées, écrites de deux façons. */
  public String getDeclarees() {
    return Duree.ecrire(declaration.heures());
  }

  public String getHeures() {
    return heures;
  }

  public void setHeures(String heures) {
    this.heures = heures;
  }

  public String redire() {
    var dites = Duree.lire("heures", heures);
    corrigerDeclaration.modifier(
        declaration.id(), new CorrigerDeclaration.Command(dites, chemin.lue()));
    return aller(
        "La déclaration de "
            + mois()
            + " dit maintenant "
            + Duree.ecrire(dites)
            + ", "
            + ici.getEspace().nom()
            + ".",
        adresse());
  }

  public String retirer() {
    retirerDeclaration.retirer(declaration.id(), chemin.lue());
    return aller(
        "La déclaration de " + mois() + " est retirée pour " + ici.getEspace().nom() + ".",
        ici.getRacine() + "/contrats/" + declaration.contratId());
  }

  public String revenir() {
    revenirSurUnRefus.revenir(declaration.id(), chemin.lue());
    return aller(
        "Le refus est annulé : les heures de "
            + mois()
            + " attendent de nouveau, "
            + ici.getEspace().nom()
            + ".",
        adresse());
  }

  /**
   * Elle vient d'être refusée : qui l'a fait se ravise encore ; les autres verraient le refus du
   * métier.
   */
  public boolean isRepentir() {
    return isEquipe()
        && declaration.etat() == EtatDeclaration.REFUSEE
        && ici.getNom().equals(declaration.decideePar())
        && declaration.decideeLe().plus(Corbeille.REPENTIR).isAfter(horloge.instant());
  }
}
