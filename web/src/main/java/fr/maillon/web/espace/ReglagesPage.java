package fr.maillon.web.espace;

import fr.maillon.isolation.Geste;
import fr.maillon.isolation.TenantContext;
import fr.maillon.maitreouvrage.ReglerEspace;
import fr.maillon.maitreouvrage.ReglerEspace.FicheView;
import fr.maillon.web.commun.FicheSaisie;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;

/**
 * Ce que l'espace dit de lui-même : contact, couleur, logo. Tous le lisent, son administrateur le
 * tient.
 */
@Named("reglagesPage")
@RequestScoped
public class ReglagesPage extends FicheSaisie {
  @Inject ReglerEspace regler;
  @Inject TenantContext contexte;
  private FicheView fiche;
  private boolean validationSeparee;

  @PostConstruct
  void lire() {
    fiche = regler.lire();
    contactNom = fiche.contactNom();
    contactCourriel = fiche.contactCourriel();
    contactTelephone = fiche.contactTelephone();
    couleur = fiche.couleur();
    validationSeparee = fiche.validationSeparee();
  }

  public String enregistrer() {
    var choisie =
        couleur != null
                && couleur.strip().equalsIgnoreCase(fiche.couleur())
                && fiche.couleurChoisie() == null
            ? null
            : couleur;
    regler.executer(
        new ReglerEspace.Command(
            contactNom,
            contactCourriel,
            contactTelephone,
            choisie,
            validationSeparee,
            chemin.lue()));
    return aller("La fiche de " + contexte.espace().nom() + " est à jour.", adresse());
  }

  public String porterLogo() throws IOException {
    var image = imageExigee();
    if (image == null) {
      return null;
    }
    regler.porterLogo(image);
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

  public boolean isValidationSeparee() {
    return validationSeparee;
  }

  public void setValidationSeparee(boolean validationSeparee) {
    this.validationSeparee = validationSeparee;
  }

  public boolean isAdministre() {
    return contexte.espace().peut(Geste.ADMINISTRER);
  }
}
