package fr.maillon.web.clause;

import fr.maillon.grille.AjouterLigneGrille;
import fr.maillon.grille.LigneGrilleView;
import fr.maillon.grille.ListerGrilles;
import fr.maillon.liste.Page;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** La grille de référence : la lire à une date, lui ajouter une ligne datée et sourcée. */
@Named
@RequestScoped
public class GrillesPage extends PageBean {
  @Inject ListerGrilles grilles;
  @Inject AjouterLigneGrille ajouter;
  @Inject Clock horloge;
  private LocalDate le;
  private boolean historique;
  private Page<LigneGrilleView> page;
  private String code;
  private String libelle;
  private String du;
  private String partMainOeuvre;
  private String coutHoraire;
  private String source;
  private boolean verifie;

  @PostConstruct
  void lire() {
    le = jour(chemin.demande("le"));
    historique = "oui".equals(chemin.demande("historique"));
    page = grilles.executer(new ListerGrilles.Filtre(null, le, historique), pagination());
    du = LocalDate.now(horloge).toString();
  }

  public String ajouter() {
    try {
      var debut = du == null || du.isBlank() ? null : LocalDate.parse(du.strip());
      var ligne = ajouter.executer(new AjouterLigneGrille.Command(code == null ? null : code.strip().toUpperCase(Locale.ROOT), libelle, debut, Saisie.proportion(partMainOeuvre),
          Saisie.nombre(coutHoraire), source, verifie));
      return aller("La ligne " + ligne.libelle() + " vaut à partir du " + Formats.dateLongue(ligne.du()) + " pour toute l'équipe.", "/equipe/grilles?historique=oui");
    } catch (DateTimeParseException e) {
      faute("du", "Écrivez une date, par exemple 2026-02-03.");
    } catch (NumberFormatException e) {
      faute(null, "La part et le coût sont des nombres, deux décimales au plus, par exemple 35,5.");
    }
    return null;
  }

  public Page<LigneGrilleView> getPage() {
    return page;
  }

  public String getLe() {
    return (le == null ? LocalDate.now(horloge) : le).toString();
  }

  public boolean isHistorique() {
    return historique;
  }

  /** Vaut-elle aujourd'hui, a-t-elle valu, vaudra-t-elle ? */
  public String etat(LigneGrilleView ligne) {
    var aujourdhui = LocalDate.now(horloge);
    return ligne.du().isAfter(aujourdhui) ? "À venir" : ligne.au() != null && ligne.au().isBefore(aujourdhui) ? "Close" : "En vigueur";
  }

  private static LocalDate jour(String texte) {
    try {
      return texte == null ? null : LocalDate.parse(texte);
    } catch (DateTimeParseException e) {
      return null;
    }
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

  public String getDu() {
    return du;
  }

  public void setDu(String du) {
    this.du = du;
  }

  public String getPartMainOeuvre() {
    return partMainOeuvre;
  }

  public void setPartMainOeuvre(String partMainOeuvre) {
    this.partMainOeuvre = partMainOeuvre;
  }

  public String getCoutHoraire() {
    return coutHoraire;
  }

  public void setCoutHoraire(String coutHoraire) {
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
