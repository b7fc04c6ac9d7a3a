package fr.maillon.web.bascule;

import fr.maillon.filtre.ChangerFiltre;
import fr.maillon.filtre.EnregistrerFiltre;
import fr.maillon.filtre.FiltreView;
import fr.maillon.filtre.ListerFiltres;
import fr.maillon.filtre.RetirerFiltreDuPartage;
import fr.maillon.filtre.SupprimerFiltre;
import fr.maillon.web.Demande;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Un filtre : l'enregistrer d'après l'adresse du portefeuille, le renommer, le partager, le
 * supprimer.
 */
@Named
@RequestScoped
public class FiltrePage extends PageBean {
  @Inject ListerFiltres listerFiltres;
  @Inject EnregistrerFiltre enregistrerFiltre;
  @Inject ChangerFiltre changerFiltre;
  @Inject SupprimerFiltre supprimerFiltre;
  @Inject RetirerFiltreDuPartage retirerFiltreDuPartage;
  @Inject HttpServletRequest requete;
  private FiltreView filtre;
  private String nom;
  private Boolean partage;
  private Boolean parDefaut;

  /** Celui de l'adresse ; null quand on en enregistre un neuf. */
  public FiltreView getFiltre() {
    if (filtre == null && chemin.param("id") != null) {
      filtre = listerFiltres.lire(chemin.uuid("id"));
    }
    return filtre;
  }

  public boolean isNeuf() {
    return chemin.param("id") == null;
  }

  /** Qui l'a fait le change ; les autres le lisent. */
  public boolean isModifiable() {
    return isNeuf() || getFiltre().aMoi();
  }

  /** Ce que le filtre montre, en chaîne de requête. */
  public String getRequete() {
    return isNeuf() ? Demande.de(requete).map(Demande::requete).orElse("") : getFiltre().requete();
  }

  public String enregistrer() {
    if (isNeuf()) {
      var f =
          enregistrerFiltre.enregistrer(
              new EnregistrerFiltre.Command(nom, getRequete(), partage, parDefaut));
      return aller(
          "Filtre « "
              + f.nom()
              + " » enregistré"
              + (f.partage() ? " et partagé avec l'équipe." : "."),
          "/portefeuille?" + f.requete());
    }
    var f =
        changerFiltre.changer(
            chemin.uuid("id"),
            new ChangerFiltre.Changement(nom, null, partage, parDefaut, chemin.lue()));
    return aller("Filtre « " + f.nom() + " » changé.", "/portefeuille/filtres");
  }

  public String supprimer() {
    var nomme = getFiltre().nom();
    supprimerFiltre.supprimer(chemin.uuid("id"));
    return aller("Filtre « " + nomme + " » supprimé.", "/portefeuille/filtres");
  }

  public String retirer() {
    var f = retirerFiltreDuPartage.retirer(chemin.uuid("id"));
    return aller(
        "Filtre « " + f.nom() + " » retiré du partage ; il reste à " + f.proprietaire() + ".",
        "/portefeuille/filtres");
  }

  public String getNom() {
    return nom != null || isNeuf() ? nom : getFiltre().nom();
  }

  public void setNom(String nom) {
    this.nom = nom;
  }

  public boolean isPartage() {
    return partage != null ? partage : !isNeuf() && getFiltre().partage();
  }

  public void setPartage(boolean partage) {
    this.partage = partage;
  }

  public boolean isParDefaut() {
    return parDefaut != null ? parDefaut : !isNeuf() && getFiltre().parDefaut();
  }

  public void setParDefaut(boolean parDefaut) {
    this.parDefaut = parDefaut;
  }

  public Integer getVersion() {
    return isNeuf() ? 0 : getFiltre().version();
  }
}
