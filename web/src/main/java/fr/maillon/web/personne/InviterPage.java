package fr.maillon.web.personne;

import fr.maillon.isolation.Droit;
import fr.maillon.isolation.Geste;
import fr.maillon.isolation.TenantContext;
import fr.maillon.personne.InviterPersonne;
import fr.maillon.personne.LibellesDesDroits;
import fr.maillon.regle.Interdit;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;

/** Inviter quelqu'un dans l'espace. */
@Named("inviterPage")
@RequestScoped
public class InviterPage extends PageBean {
  @Inject InviterPersonne inviter;
  @Inject TenantContext contexte;
  private String nom;
  private String courriel;
  private Droit droit = Droit.ACHETEUR;
  private boolean export;

  /** Lu par la page avant tout : elle est réservée aux administrateurs. */
  public List<SelectItem> getDroits() {
    if (!contexte.espace().peut(Geste.ADMINISTRER)) {
      throw new Interdit("Cette partie est réservée aux administrateurs de l'espace.");
    }
    return Arrays.stream(Droit.values())
        .map(
            d ->
                new SelectItem(
                    d,
                    PersonnePage.majuscule(LibellesDesDroits.droit(d))
                        + ". "
                        + LibellesDesDroits.explication(d)))
        .toList();
  }

  public String envoyer() {
    inviter.executer(new InviterPersonne.Command(nom, courriel, droit, export));
    var espace = contexte.espace();
    return aller(
        espace.nom()
            + ". "
            + "Invitation pour "
            + nom.strip()
            + " : "
            + LibellesDesDroits.droits(droit, export)
            + ". Un courriel part ; elle entrera en l'acceptant.",
        "/m/" + espace.code() + "/administration/personnes");
  }

  public String getNom() {
    return nom;
  }

  public void setNom(String nom) {
    this.nom = nom;
  }

  public String getCourriel() {
    return courriel;
  }

  public void setCourriel(String courriel) {
    this.courriel = courriel;
  }

  public Droit getDroit() {
    return droit;
  }

  public void setDroit(Droit droit) {
    this.droit = droit;
  }

  public boolean isExport() {
    return export;
  }

  public void setExport(boolean export) {
    this.export = export;
  }
}
