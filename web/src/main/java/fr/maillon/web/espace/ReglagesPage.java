package fr.maillon.web.espace;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.TenantContext;
import fr.maillon.maitreouvrage.Logo;
import fr.maillon.maitreouvrage.ReglerEspace;
import fr.maillon.maitreouvrage.ReglerEspace.FicheView;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;

/** Ce que l'espace dit de lui-même : contact, couleur, logo. Tous le lisent, son administrateur le tient. */
@Named("reglagesPage")
@RequestScoped
public class ReglagesPage extends PageBean {
  @Inject ReglerEspace regler;
  @Inject TenantContext contexte;
  private FicheView fiche;
  private String contactNom;
  private String contactCourriel;
  private String contactTelephone;
  private String couleur;
  private Integer version;
  private Part logo;

  @PostConstruct
  void lire() {
    fiche = regler.lire();
    contactNom = fiche.contactNom();
    contactCourriel = fiche.contactCourriel();
    contactTelephone = fiche.contactTelephone();
    couleur = fiche.couleur();
    version = fiche.version();
  }

  public String enregistrer() {
    var choisie = couleur != null && couleur.strip().equalsIgnoreCase(fiche.couleur()) && fiche.couleurChoisie() == null ? null : couleur;
    regler.executer(new ReglerEspace.Command(contactNom, contactCourriel, contactTelephone, choisie, version));
    return aller("La fiche de " + contexte.espace().nom() + " est à jour.", adresse());
  }

  public String porterLogo() throws IOException {
    if (logo == null || logo.getSize() == 0) {
      faute("logo", "Choisissez une image PNG, JPEG ou WebP.");
      return null;
    }
    try (var flux = logo.getInputStream()) {
      regler.porterLogo(flux.readNBytes(Logo.MAXIMUM + 1));
    }
    return aller("Le logo de " + contexte.espace().nom() + " est en place.", adresse());
  }

  public String retirerLogo() {
    regler.porterLogo(null);
    return aller(contexte.espace().nom() + " n'a plus de logo.", adresse());
  }

  private String adresse() {
    return "/m/" + contexte.espace().code() + "/administration/espace";
  }

  public FicheView getFiche() {
    return fiche;
  }

  public boolean isAdministre() {
    return contexte.espace().peut(Geste.ADMINISTRER);
  }

  public String getContactNom() {
    return contactNom;
  }

  public void setContactNom(String contactNom) {
    this.contactNom = contactNom;
  }

  public String getContactCourriel() {
    return contactCourriel;
  }

  public void setContactCourriel(String contactCourriel) {
    this.contactCourriel = contactCourriel;
  }

  public String getContactTelephone() {
    return contactTelephone;
  }

  public void setContactTelephone(String contactTelephone) {
    this.contactTelephone = contactTelephone;
  }

  public String getCouleur() {
    return couleur;
  }

  public void setCouleur(String couleur) {
    this.couleur = couleur;
  }

  public Integer getVersion() {
    return version;
  }

  public void setVersion(Integer version) {
    this.version = version;
  }

  public Part getLogo() {
    return logo;
  }

  public void setLogo(Part logo) {
    this.logo = logo;
  }
}
