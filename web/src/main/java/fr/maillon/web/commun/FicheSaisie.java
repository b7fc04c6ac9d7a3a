package fr.maillon.web.commun;

import fr.maillon.maitreouvrage.Logo;
import jakarta.servlet.http.Part;
import java.io.IOException;

/** Ce qu'un espace dit de lui-même, tel qu'on le saisit : contact, couleur, logo. */
public abstract class FicheSaisie extends PageBean {
  protected String contactNom;
  protected String contactCourriel;
  protected String contactTelephone;
  protected String couleur;
  protected Part logo;

  /**
   * L'image choisie ; null : aucune. Jamais plus d'un octet au-delà du permis : le métier le
   * refuse.
   */
  protected byte[] image() throws IOException {
    if (logo == null || logo.getSize() == 0) {
      return null;
    }
    try (var flux = logo.getInputStream()) {
      return flux.readNBytes(Logo.MAXIMUM + 1);
    }
  }

  /** L'image choisie ; null : aucune, et la page le dit à côté du champ. */
  protected byte[] imageExigee() throws IOException {
    var image = image();
    if (image == null) {
      faute("logo", "Choisissez une image PNG, JPEG ou WebP.");
    }
    return image;
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

  public Part getLogo() {
    return logo;
  }

  public void setLogo(Part logo) {
    this.logo = logo;
  }
}
