package fr.maillon.web.filtre;

import fr.maillon.filtre.GarderFiltres;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.web.Routes;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;

/** Garder sous un nom le filtre d'une liste. */
@Named
@RequestScoped
public class FiltreEspacePage extends PageBean {
  @Inject GarderFiltres filtres;
  @Inject TenantContext contexte;
  private String nom;
  private boolean partage;

  public String getListe() {
    return Objects.toString(chemin.demande("liste"), "");
  }

  public String getRequete() {
    return Objects.toString(chemin.demande("requete"), "");
  }

  public String getMontre() {
    return filtres.montre(getListe(), getRequete());
  }

  /** D'où l'on vient, filtre posé. */
  public String getRetour() {
    var code = contexte.espace().code();
    return Routes.deLaListe(getListe(), code)
        .map(a -> a + "?" + getRequete())
        .orElse("/m/" + code + "/filtres");
  }

  /** L'équipe garde les siens pour elle. */
  public boolean isPartageable() {
    return contexte.espace().titre() == Titre.AGENT;
  }

  public String enregistrer() {
    filtres.enregistrer(new GarderFiltres.Command(getListe(), nom, getRequete(), partage));
    return aller(
        "Filtre « "
            + nom.strip()
            + " » enregistré"
            + (partage && isPartageable() ? " et partagé avec les agents de " : " dans ")
            + contexte.espace().nom()
            + ".",
        getRetour());
  }

  public String getNom() {
    return nom;
  }

  public void setNom(String nom) {
    this.nom = nom;
  }

  public boolean isPartage() {
    return partage;
  }

  public void setPartage(boolean partage) {
    this.partage = partage;
  }
}
