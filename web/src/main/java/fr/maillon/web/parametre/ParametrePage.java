package fr.maillon.web.parametre;

import fr.maillon.parametre.ChangerParametre;
import fr.maillon.parametre.ListerParametres;
import fr.maillon.parametre.ParametreView;
import fr.maillon.parametre.ParametreView.Etat;
import fr.maillon.parametre.ProposerBaisse;
import fr.maillon.regle.Introuvable;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** Un paramètre, son histoire, et de quoi lui donner une suite. */
@Named
@RequestScoped
public class ParametrePage extends PageBean {
  @Inject ListerParametres lister;
  @Inject ChangerParametre changer;
  @Inject ProposerBaisse baisses;
  @Inject Clock horloge;
  @Inject HttpServletRequest requete;
  private ParametreView.Fiche fiche;
  private BigDecimal valeur;
  private LocalDate du;
  private String source;
  private boolean verifie;

  @PostConstruct
  void lire() {
    fiche = lister.un(chemin.param("parametre"));
    // demain : ce qui a été fait aujourd'hui garde sa règle, et une faute de frappe se retire
    // encore
    du = LocalDate.now(horloge).plusDays(1);
  }

  /** Une valeur plus basse d'un paramètre protégé se propose : la même page, le même formulaire. */
  public String ajouter() {
    if (fiche.protection() != null && valeur != null && valeur.compareTo(derniere()) < 0) {
      baisses.proposer(code(), new ProposerBaisse.Command(valeur, source, verifie));
      return aller(
          "Baisse proposée. Un autre administrateur doit la confirmer ; elle vaudra "
              + fiche.protection().delaiJours()
              + " jours après.",
          adresse());
    }
    changer.ajouter(
        code(), new ChangerParametre.Command(valeur, du, source, verifie, chemin.lue()));
    return aller(
        "« "
            + fiche.parametre().libelle()
            + " » : "
            + Formats.valeur(valeur)
            + " "
            + fiche.parametre().valeur().unite()
            + ", à partir du "
            + Formats.dateLongue(du)
            + ".",
        adresse());
  }

  // Le jour vient du formulaire de sa ligne, non de son rang : une histoire qui a changé
  // entre-temps n'en fait pas viser une autre.

  public String retirer() {
    var vise = vise();
    changer.retirer(code(), vise, chemin.lue());
    return aller(
        "La valeur prévue à partir du " + Formats.dateLongue(vise) + " est retirée.", adresse());
  }

  public String confirmer() {
    var du = baisses.confirmer(code(), baisse());
    return aller(
        "Baisse confirmée : elle vaudra à partir du " + Formats.dateLongue(du) + ".", adresse());
  }

  public String abandonner() {
    baisses.abandonner(code(), baisse());
    return aller("La baisse proposée est abandonnée.", adresse());
  }

  /**
   * Celle que montrait la page : une autre, proposée entre-temps, ne se confirme pas à sa place.
   */
  private UUID baisse() {
    var id = chemin.uuidDemande("baisse");
    if (id == null) {
      throw new Introuvable("Baisse proposée");
    }
    return id;
  }

  private BigDecimal derniere() {
    return fiche.valeurs().getFirst().nombre();
  }

  private LocalDate vise() {
    try {
      return LocalDate.parse(String.valueOf(requete.getParameter("vise")));
    } catch (DateTimeParseException e) {
      throw new Introuvable("Valeur");
    }
  }

  public String ton(ParametreView.ValeurView v) {
    return v.etat() == Etat.EN_VIGUEUR ? "ok" : v.etat() == Etat.A_VENIR ? "accent" : "";
  }

  public String etat(ParametreView.ValeurView v) {
    return switch (v.etat()) {
      case EN_VIGUEUR -> "En vigueur";
      case A_VENIR -> "À venir";
      case PASSEE -> "Passée";
    };
  }

  private String code() {
    return fiche.parametre().code();
  }

  private String adresse() {
    return "/centre/parametres/" + code();
  }

  public ParametreView.Fiche getFiche() {
    return fiche;
  }

  public BigDecimal getValeur() {
    return valeur;
  }

  public void setValeur(BigDecimal valeur) {
    this.valeur = valeur;
  }

  public LocalDate getDu() {
    return du;
  }

  public void setDu(LocalDate du) {
    this.du = du;
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
