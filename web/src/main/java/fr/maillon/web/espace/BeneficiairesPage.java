package fr.maillon.web.espace;

import fr.maillon.beneficiaire.AjouterBeneficiaire;
import fr.maillon.beneficiaire.ListerBeneficiaires;
import fr.maillon.beneficiaire.ListerBeneficiaires.BeneficiaireView;
import fr.maillon.beneficiaire.ReprendreBeneficiaires;
import fr.maillon.beneficiaire.ReprendreBeneficiaires.RepriseView;
import fr.maillon.beneficiaire.RetirerBeneficiaire;
import fr.maillon.isolation.Droit;
import fr.maillon.isolation.TenantContext;
import fr.maillon.isolation.Titre;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.regle.Introuvable;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.UUID;

/**
 * Les bénéficiaires d'une centrale d'achat : tous les lisent, ses référents et ses administrateurs
 * les tiennent.
 */
@Named("beneficiairesPage")
@RequestScoped
public class BeneficiairesPage extends ListePage {
  @Inject ListerBeneficiaires lister;
  @Inject AjouterBeneficiaire ajouterBeneficiaire;
  @Inject RetirerBeneficiaire retirerBeneficiaire;
  @Inject ReprendreBeneficiaires reprendreBeneficiaires;
  @Inject TenantContext contexte;
  @Inject HttpServletRequest requete;
  private Page<BeneficiaireView> page;
  private RepriseView reprise;
  private String siret;
  private String nom;
  private String commune;
  private Part fichier;

  @Override
  protected Liste<?, ?> liste() {
    return ListerBeneficiaires.LISTE;
  }

  public Page<BeneficiaireView> getPage() {
    if (page == null) {
      page = lister.executer(requete());
    }
    return page;
  }

  public String ajouter() {
    ajouterBeneficiaire.ajouter(new AjouterBeneficiaire.Command(siret, nom, commune, null));
    return aller(
        nom.strip() + " est un bénéficiaire de " + contexte.espace().nom() + ".", adresse());
  }

  public String retirer() {
    var id = requete.getParameter("beneficiaire");
    if (id == null || !id.matches("[0-9a-fA-F-]{36}")) {
      throw new Introuvable("Bénéficiaire");
    }
    retirerBeneficiaire.retirer(UUID.fromString(id));
    return aller(
        "Le bénéficiaire est retiré de la liste de " + contexte.espace().nom() + ".", adresse());
  }

  public String reprendre() throws IOException {
    if (fichier == null || fichier.getSize() == 0) {
      faute("fichier", "Choisissez un fichier CSV.");
      return null;
    }
    try (var flux = fichier.getInputStream()) {
      reprise = reprendreBeneficiaires.reprendre(flux);
    }
    if (reprise.fautives() > 0) {
      faute(
          "fichier",
          Formats.compte(reprise.fautives(), "ligne est à corriger", "lignes sont à corriger")
              + " : rien n'a été repris.");
      return null;
    }
    return aller(
        Formats.compte(reprise.ajoutes(), "bénéficiaire ajouté", "bénéficiaires ajoutés")
            + ", "
            + Formats.compte(reprise.misAJour(), "renommé", "renommés")
            + " pour "
            + contexte.espace().nom()
            + ".",
        adresse());
  }

  public RepriseView getReprise() {
    return reprise;
  }

  public String getTexte() {
    return chemin.demande("texte");
  }

  public boolean isCentrale() {
    return contexte.espace().type().equals("CENTRALE_ACHAT");
  }

  /** Celui qui lit peut-il tenir la liste ? */
  public boolean isTient() {
    var espace = contexte.espace();
    return isCentrale()
        && espace.titre() == Titre.AGENT
        && espace.droits().droit().vaut(Droit.REFERENT);
  }

  public String getSiret() {
    return siret;
  }

  public void setSiret(String siret) {
    this.siret = siret;
  }

  public String getNom() {
    return nom;
  }

  public void setNom(String nom) {
    this.nom = nom;
  }

  public String getCommune() {
    return commune;
  }

  public void setCommune(String commune) {
    this.commune = commune;
  }

  public Part getFichier() {
    return fichier;
  }

  public void setFichier(Part fichier) {
    this.fichier = fichier;
  }
}
