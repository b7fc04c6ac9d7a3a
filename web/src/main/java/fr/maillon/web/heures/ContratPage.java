package fr.maillon.web.heures;

import fr.maillon.contrat.ConsulterContrats;
import fr.maillon.contrat.ContratView;
import fr.maillon.heures.ConsulterHeures;
import fr.maillon.heures.DeclarerHeures;
import fr.maillon.heures.EtatDeclaration;
import fr.maillon.heures.HeuresView;
import fr.maillon.isolation.Titre;
import fr.maillon.isolation.Titres;
import fr.maillon.liste.Page;
import fr.maillon.saisie.Duree;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.Ici;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.YearMonth;

/** Un contrat d'insertion et ses heures, mois par mois. */
@Named
@RequestScoped
public class ContratPage extends PageBean {
  @Inject ConsulterContrats contrats;
  @Inject ConsulterHeures heuresDuContrat;
  @Inject DeclarerHeures declarer;
  @Inject Ici ici;
  private ContratView contrat;
  private Page<HeuresView> page;
  private String mois;
  private String heures;

  @PostConstruct
  void lire() {
    contrat = contrats.un(chemin.uuid("id"));
    page = heuresDuContrat.lister(new ConsulterHeures.Filtre(null, null, contrat.id(), null), pagination());
  }

  public String declarer() {
    var id = declarer.executer(new DeclarerHeures.Command(contrat.id(), mois, Duree.lire("heures", heures)));
    var declaree = heuresDuContrat.une(id);
    return aller("Heures déclarées pour " + Formats.mois(YearMonth.parse(declaree.mois())) + ", " + ici.getEspace().nom() + " : " + Duree.ecrire(declaree.heures()) + ". Elles attendent une validation.",
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
}
