package fr.maillon.web.marche;

import fr.maillon.liste.Critere;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.marche.ListerMarches;
import fr.maillon.marche.ListerMarches.MarcheLigne;
import fr.maillon.marche.ListerMarches.Selection;
import fr.maillon.web.liste.ListePage;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** La liste des marchés. */
@Named
@RequestScoped
public class MarchesPage extends ListePage {
  @Inject ListerMarches lister;
  private Selection selection;

  @PostConstruct
  void lire() {
    selection = lister.executer(requete());
  }

  @Override
  protected Liste<?, ?> liste() {
    return ListerMarches.LISTE;
  }

  /** Les années de l'espace, et celles que l'adresse demande. */
  @Override
  protected List<Critere.Valeur> valeurs(Critere critere) {
    return critere.nom().equals("annee")
        ? Stream.concat(
                lister.annees().stream(), requete().de("annee", Integer.class).stream().sorted())
            .distinct()
            .map(a -> new Critere.Valeur(a.toString(), a.toString()))
            .toList()
        : super.valeurs(critere);
  }

  public List<MarcheLigne> getLignes() {
    return selection.elements();
  }

  public Page<MarcheLigne> getPage() {
    return new Page<>(
        selection.elements(),
        selection.total(),
        selection.auMoins(),
        selection.page(),
        selection.taille());
  }

  public BigDecimal getMontantTotal() {
    return selection.montantTotal();
  }

  /** L'ordre, en mots, pour qui lit la liste sans voir ses flèches. */
  public String getOrdreEnMots() {
    return switch (getOrdre()) {
      case "-date_notification" -> "notifiés les plus récents d'abord";
      case "date_notification" -> "notifiés les plus anciens d'abord";
      case "-montant" -> "les plus gros montants d'abord";
      case "montant" -> "les plus petits montants d'abord";
      case "numero", "-numero" -> "par numéro";
      default -> "par objet";
    };
  }

  /** Aucun marché du tout dans l'espace : il reste à importer. */
  public boolean isVierge() {
    return selection.elements().isEmpty() && selection.page() == 1 && requete().vide();
  }

  public String ton(MarcheLigne ligne) {
    return LibellesDuMarche.ton(ligne.etat());
  }

  public String titulaires(MarcheLigne ligne) {
    return String.join(", ", ligne.titulaires());
  }

  public List<CeQueDitLeMarche.Dit> considerations(MarcheLigne ligne) {
    return CeQueDitLeMarche.dire(
        true,
        ligne.considerationsConnues(),
        ligne.considerationsSociales(),
        ligne.clausesAcceptees() > 0);
  }
}
