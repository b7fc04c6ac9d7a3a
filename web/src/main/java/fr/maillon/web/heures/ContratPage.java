package fr.maillon.web.heures;

import fr.maillon.execution.AnnulerContrat;
import fr.maillon.execution.ConsulterContrats;
import fr.maillon.execution.ConsulterHeures;
import fr.maillon.execution.ContratView;
import fr.maillon.execution.DeclarerHeures;
import fr.maillon.execution.EtatDeclaration;
import fr.maillon.execution.FinirContrat;
import fr.maillon.execution.HeuresView;
import fr.maillon.execution.Modalite;
import fr.maillon.execution.ModifierContrat;
import fr.maillon.execution.NatureContrat;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Titres;
import fr.maillon.liste.Page;
import fr.maillon.regle.RegleMetier;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.saisie.Duree;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.commun.PageCourante;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.YearMonth;

/** Un contrat d'insertion et ses heures, mois par mois. */
@Named
@RequestScoped
public class ContratPage extends PageBean {
  @Inject ConsulterContrats contrats;
  @Inject ConsulterHeures heuresDuContrat;
  @Inject DeclarerHeures declarer;
  @Inject ModifierContrat modifierContrat;
  @Inject FinirContrat finirContrat;
  @Inject AnnulerContrat annulerContrat;
  @Inject PageCourante ici;
  private ContratView contrat;
  private Page<HeuresView> page;
  private String mois;
  private String heures;
  private NatureContrat nature;
  private Modalite modalite;
  private String employeurNom;
  private String employeurSiret;
  private LocalDate debut;
  private LocalDate fin;
  private LocalDate dernierJour;
  private String motifTardif;

  @PostConstruct
  void lire() {
    contrat = contrats.un(chemin.uuid("id"));
    nature = contrat.nature();
    modalite = contrat.modalite();
    employeurNom = contrat.employeurNom();
    employeurSiret = contrat.employeurSiret();
    debut = contrat.debut();
    fin = contrat.fin();
    page =
        heuresDuContrat.executer(
            ConsulterHeures.LISTE.tout().avec("contrat", contrat.id()).a(pagination()));
  }

  public String declarer() {
    var id =
        declarer.executer(
            new DeclarerHeures.Command(contrat.id(), mois, Duree.lire("heures", heures)));
    var declaree = heuresDuContrat.une(id);
    return aller(
        "Heures déclarées pour "
            + Formats.mois(YearMonth.parse(declaree.mois()))
            + ", "
            + ici.getEspace().nom()
            + " : "
            + Duree.ecrire(declaree.heures())
            + ". Elles attendent une validation.",
        ici.getRacine() + "/contrats/" + contrat.id());
  }

  public String enLettres(String texte) {
    return Formats.phrase(Formats.mois(YearMonth.parse(texte)));
  }

  public String ton(EtatDeclaration etat) {
    return switch (etat) {
      case DECLAREE -> "attention";
      case VALIDEE -> "ok";
      case REFUSEE -> "alerte";
    };
  }

  public boolean isEquipe() {
    return Titres.courant().filter(Titre::equipe).isPresent();
  }

  public ContratView getContrat() {
    return contrat;
  }

  public Page<HeuresView> getPage() {
    return page;
  }

  public String getMois() {
    return mois;
  }

  public void setMois(String mois) {
    this.mois = mois;
  }

  public String getHeures() {
    return heures;
  }

  public void setHeures(String heures) {
    this.heures = heures;
  }

  public String modifier() {
    modifierContrat.modifier(
        contrat.id(),
        new ModifierContrat.Command(
            nature, modalite, employeurSiret, employeurNom, debut, fin, motifTardif, chemin.lue()));
    return aller(
        "Le contrat est corrigé pour " + ici.getEspace().nom() + ".",
        ici.getRacine() + "/contrats/" + contrat.id());
  }

  public String finir() {
    try {
      finirContrat.finir(contrat.id(), new FinirContrat.Fin(dernierJour, chemin.lue()));
    } catch (VersionPerimee e) {
      throw e;
    } catch (RegleMetier e) {
      // la page a deux dates de fin : le refus vient à celle qu'on a remplie
      throw "fin".equals(e.champ()) ? new RegleMetier(e.code(), "dernierJour", e.getMessage()) : e;
    }
    return aller(
        "Le contrat finit le "
            + Formats.dateLongue(dernierJour)
            + ", "
            + ici.getEspace().nom()
            + ".",
        ici.getRacine() + "/contrats/" + contrat.id());
  }

  public String annuler() {
    annulerContrat.annuler(contrat.id(), chemin.lue());
    return aller(
        "Le contrat de " + contrat.personne() + " est annulé pour " + ici.getEspace().nom() + ".",
        ici.getRacine() + "/execution");
  }

  public NatureContrat[] getNatures() {
    return NatureContrat.values();
  }

  public Modalite[] getModalites() {
    return Modalite.values();
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

  public String getEmployeurNom() {
    return employeurNom;
  }

  public void setEmployeurNom(String employeurNom) {
    this.employeurNom = employeurNom;
  }

  public String getEmployeurSiret() {
    return employeurSiret;
  }

  public void setEmployeurSiret(String employeurSiret) {
    this.employeurSiret = employeurSiret;
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

  public String getMotifTardif() {
    return motifTardif;
  }

  public void setMotifTardif(String motifTardif) {
    this.motifTardif = motifTardif;
  }

  public LocalDate getDernierJour() {
    return dernierJour;
  }

  public void setDernierJour(LocalDate dernierJour) {
    this.dernierJour = dernierJour;
  }
}
