package fr.maillon.web.centre;

import fr.maillon.maitreouvrage.Couleur;
import fr.maillon.maitreouvrage.Logo;
import fr.maillon.maitreouvrage.OuvrirEspace;
import fr.maillon.maitreouvrage.ReglerEspace;
import fr.maillon.regle.RegleMetier;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;

/** Ouvrir un espace, en une page : un SIRET et un nom suffisent, le reste se propose. */
@Named("nouvelEspacePage")
@RequestScoped
public class NouvelEspacePage extends EspaceSaisi {
  @Inject OuvrirEspace ouvrir;
  @Inject ReglerEspace regler;
  private static final String AUTRE = "autre";
  private String code;
  private String choix;

  @PostConstruct
  void proposer() {
    couleur = Couleur.PALETTE.getFirst().hexa();
  }

  public String ouvrir() throws IOException {
    var image = image();
    if (image != null) {
      // avant d'ouvrir : une image illisible n'ouvre rien
      Logo.lire(image);
    }
    var o =
        ouvrir.executer(
            new OuvrirEspace.Command(
                nom,
                listeDesSirets(),
                type,
                code,
                AUTRE.equals(choix) ? couleur : choix,
                parSiren,
                contactNom,
                contactCourriel,
                contactTelephone,
                administrateurNom,
                administrateurCourriel));
    if (!o.nouveau()) {
      return aller(
          "L'espace de " + o.nom() + " était déjà ouvert : le voici. Rien n'a été refait.",
          "/centre/espaces/" + o.id());
    }
    if (image != null) {
      try {
        regler.porterLogoAuCentre(o.id(), image);
      } catch (RegleMetier e) {
        return aller(
            "L'espace de " + o.nom() + " est ouvert, sans son logo : " + e.getMessage(),
            "/centre/espaces/" + o.id());
      }
    }
    return aller(
        "L'espace de "
            + o.nom()
            + " est ouvert, à l'adresse /m/"
            + o.code()
            + "."
            + (administrateurCourriel == null || administrateurCourriel.isBlank()
                ? ""
                : " " + administrateurNom.strip() + " reçoit son invitation."),
        "/centre/espaces/" + o.id());
  }

  public List<Couleur.Proposee> getPalette() {
    return Couleur.PALETTE;
  }

  public String getChoix() {
    return choix;
  }

  public void setChoix(String choix) {
    this.choix = choix;
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }
}
