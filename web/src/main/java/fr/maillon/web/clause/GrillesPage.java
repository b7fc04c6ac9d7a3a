package fr.maillon.web.clause;

import fr.maillon.grille.AjouterLigneGrille;
import fr.maillon.grille.LigneGrilleView;
import fr.maillon.grille.ListerGrilles;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.liste.Texte;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.liste.ListePage;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** La grille de référence : la lire à une date, lui ajouter une ligne datée et sourcée. */
@Named
@RequestScoped
public class GrillesPage extends ListePage {
  private static final BigDecimal CENT = BigDecimal.valueOf(100);

  @Inject ListerGrilles grilles;
  @Inject AjouterLigneGrille ajouter;
  @Inject Clock horloge;
  private Page<LigneGrilleView> page;
  private String code;
  private String libelle;
  private LocalDate du;
  private BigDecimal partMainOeuvre;
  private BigDecimal coutHoraire;
  private String source;
  private boolean verifie;

  @Override
  protected Liste<?, ?> liste() {
    return ListerGrilles.LISTE;
  }

  @PostConstruct
  void lire() {
    page = grilles.executer(requete());
    du = LocalDate.now(horloge);
  }

  public String ajouter() {
    if (partMainOeuvre != null
        && (partMainOeuvre.signum() < 0 || partMainOeuvre.compareTo(CENT) > 0)) {
      faute("partMainOeuvre", "La part va de 0 à 100 %.");
      return null;
    }
    var ligne =
        ajouter.executer(
            new AjouterLigneGrille.Command(
                code == null || code.isBlank() ? code(libelle) : code,
                libelle,
                du,
                partMainOeuvre == null ? null : partMainOeuvre.movePointLeft(2),
                coutHoraire,
                source,
                verifie));
    return aller(
        "La ligne "
            + ligne.libelle()
            + " vaut à partir du "
            + Formats.dateLongue(ligne.du())
            + " pour toute l'équipe.",
        "/equipe/grilles?historique=oui");
  }

  public Page<LigneGrilleView> getPage() {
    return page;
  }

  public boolean isHistorique() {
    return requete().de("historique").contains(true);
  }

  /** Vaut-elle aujourd'hui, a-t-elle valu, vaudra-t-elle ? */
  public String etat(LigneGrilleView ligne) {
    var aujourdhui = LocalDate.now(horloge);
    return ligne.du().isAfter(aujourdhui)
        ? "À venir"
        : ligne.au() != null && ligne.au().isBefore(aujourdhui) ? "Close" : "En vigueur";
  }

  /** Les lignes en vigueur aujourd'hui, que l'on peut remplacer. */
  public List<LigneGrilleView> getRemplacables() {
    return grilles.duJour();
  }

  /** Un métier nouveau tire son code de son nom : il ne se montre pas. */
  private static String code(String libelle) {
    return libelle == null
        ? null
        : Texte.cherchable(libelle)
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9]+", "_")
            .replaceAll("^_|_$", "")
            .transform(c -> c.substring(0, Math.min(40, c.length())));
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }

  public String getLibelle() {
    return libelle;
  }

  public void setLibelle(String libelle) {
    this.libelle = libelle;
  }

  public LocalDate getDu() {
    return du;
  }

  public void setDu(LocalDate du) {
    this.du = du;
  }

  public BigDecimal getPartMainOeuvre() {
    return partMainOeuvre;
  }

  public void setPartMainOeuvre(BigDecimal partMainOeuvre) {
    this.partMainOeuvre = partMainOeuvre;
  }

  public BigDecimal getCoutHoraire() {
    return coutHoraire;
  }

  public void setCoutHoraire(BigDecimal coutHoraire) {
    this.coutHoraire = coutHoraire;
  }

  public String getSource() {
    return source;
  }

  public void setSource(String source) {
    this.source = source;
  }

  public boolean isVerifie() {
    return verifie;
  }

  public void setVerifie(boolean verifie) {
    this.verifie = verifie;
  }
}
