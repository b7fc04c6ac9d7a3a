package fr.maillon.web.centre;

import fr.maillon.maitreouvrage.Logo;
import fr.maillon.maitreouvrage.OuvrirEspace;
import fr.maillon.maitreouvrage.ReglerEspace;
import fr.maillon.maitreouvrage.TypeEspace;
import fr.maillon.regle.RegleMetier;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Ouvrir un espace, en une page : un SIRET et un nom suffisent, le reste se propose. */
@Named("nouvelEspacePage")
@RequestScoped
public class NouvelEspacePage extends PageBean {
  @Inject OuvrirEspace ouvrir;
  @Inject ReglerEspace regler;
  private String nom;
  private String sirets;
  private TypeEspace type;
  private String code;
  private String couleur;
  private boolean parSiren;
  private String contactNom;
  private String contactCourriel;
  private String contactTelephone;
  private String administrateurNom;
  private String administrateurCourriel;
  private Part logo;

  public String ouvrir() throws IOException {
    byte[] image = null;
    if (logo != null && logo.getSize() > 0) {
      try (var flux = logo.getInputStream()) {
        image = flux.readNBytes(Logo.MAXIMUM + 1);
      }
      // avant d'ouvrir : une image illisible n'ouvre rien
      Logo.lire(image);
    }
    var o = ouvrir.executer(new OuvrirEspace.Command(nom, lignes(sirets), type, code, couleur, parSiren, contactNom, contactCourriel, contactTelephone, administrateurNom, administrateurCourriel));
    if (!o.nouveau()) {
      return aller("L'espace de " + o.nom() + " était déjà ouvert : le voici. Rien n'a été refait.", "/centre/espaces/" + o.id());
    }
    if (image != null) {
      try {
        regler.porterLogoAuCentre(o.id(), image);
      } catch (RegleMetier e) {
        return aller("L'espace de " + o.nom() + " est ouvert, sans son logo : " + e.getMessage(), "/centre/espaces/" + o.id());
      }
    }
    return aller("L'espace de " + o.nom() + " est ouvert." + (administrateurCourriel == null || administrateurCourriel.isBlank() ? "" : " " + administrateurNom.strip() + " reçoit son invitation."),
        "/centre/espaces/" + o.id());
  }

  /** Un SIRET par ligne, ou séparés par des virgules. */
  static List<String> lignes(String texte) {
    return texte == null ? List.of() : Arrays.stream(texte.split("[\\n,;]+")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  public TypeEspace[] getTypes() {
    return TypeEspace.values();
  }

  public String getNom() {
    return nom;
  }

  public void setNom(String nom) {
    this.nom = nom;
  }

  public String getSirets() {
    return sirets;
  }

  public void setSirets(String sirets) {
    this.sirets = sirets;
  }

  public TypeEspace getType() {
    return type;
  }

  public void setType(TypeEspace type) {
    this.type = type;
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }

  public String getCouleur() {
    return couleur;
  }

  public void setCouleur(String couleur) {
    this.couleur = couleur;
  }

  public boolean isParSiren() {
    return parSiren;
  }

  public void setParSiren(boolean parSiren) {
    this.parSiren = parSiren;
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

  public String getAdministrateurNom() {
    return administrateurNom;
  }

  public void setAdministrateurNom(String administrateurNom) {
    this.administrateurNom = administrateurNom;
  }

  public String getAdministrateurCourriel() {
    return administrateurCourriel;
  }

  public void setAdministrateurCourriel(String administrateurCourriel) {
    this.administrateurCourriel = administrateurCourriel;
  }

  public Part getLogo() {
    return logo;
  }

  public void setLogo(Part logo) {
    this.logo = logo;
  }
}
