package fr.maillon.web.marche;

import fr.maillon.isolation.EnUneTransaction;
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
  @Inject EnUneTransaction enUneTransaction;
  private Selection selection;

  @PostConstruct
  void ouvrir() {
    enUneTransaction.lire(this::lire);
  }

  private void lire() {
    selection = lister.executer(requete());
    // les années de l'espace, dans la même transaction
    getCriteres();
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

  /** Sous l'objet : le numéro, les lots s'il y en a plusieurs, les titulaires. */
  public String suite(MarcheLigne ligne) {
    return ligne.numero()
        + (ligne.lots() > 1 ? " · " + ligne.lots() + " lots" : "")
        + (ligne.titulaires().isEmpty() ? "" : " · " + String.join(", ", ligne.titulaires()));
  }

  public String cpv(MarcheLigne ligne) {
    return ligne.codeCpv() == null || ligne.codeCpv().isEmpty() ? "" : "CPV " + ligne.codeCpv();
  }

  public List<CeQueDitLeMarche.Dit> considerations(MarcheLigne ligne) {
    return CeQueDitLeMarche.dire(
        true,
        ligne.considerationsConnues(),
        ligne.considerationsSociales(),
        ligne.clausesAcceptees() > 0);
  }
}
