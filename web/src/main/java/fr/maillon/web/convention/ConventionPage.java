package fr.maillon.web.convention;

import fr.maillon.affectation.Affecter;
import fr.maillon.convention.SignerConvention;
import fr.maillon.liste.Pagination;
import fr.maillon.regle.VersionPerimee;
import fr.maillon.suiviconvention.ConsulterConvention;
import fr.maillon.suiviconvention.ConventionView;
import fr.maillon.suiviconvention.EtatConvention;
import fr.maillon.suiviconvention.ListerAffectations;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.convention.Conventions.Case;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Une convention : ses termes, ses avenants, qui y est affecté, ce qui en est consommé. */
@Named("conventionPage")
@RequestScoped
public class ConventionPage extends PageBean {
  @Inject ConsulterConvention consulter;
  @Inject SignerConvention signer;
  @Inject Affecter affecter;
  @Inject ListerAffectations affectations;
  @Inject HttpServletRequest requete;
  @Inject Clock horloge;
  private ConventionView convention;
  private LocalDate effet;
  private LocalDate au;
  private Integer quota;
  private boolean quotaSaisi;
  private String objet;
  private String facilitateur;
  private LocalDate depuis;

  public ConventionView getConvention() {
    if (convention == null) {
      convention = consulter.executer(chemin.uuid("id"));
    }
    return convention;
  }

  /** Une convention finie depuis hier au moins ne s'amende plus : on en signe une autre. */
  public boolean isVivante() {
    return getConvention().etat() != EtatConvention.FINIE;
  }

  public List<Case> getServices() {
    return Conventions.cases(
        objet == null
            ? getConvention().termes().codes()
            : Conventions.lire(requete.getParameterValues("service")));
  }

  public List<SelectItem> getFacilitateurs() {
    return affectations.facilitateurs(new Pagination(1, Pagination.MAXIMUM)).elements().stream()
        .map(
            f ->
                new SelectItem(
                    f.id().toString(),
                    f.nom() + " (" + Formats.compte(f.espaces(), "espace", "espaces") + ")"))
        .toList();
  }

  public String amender() {
    signer.amender(
        chemin.uuid("id"),
        new SignerConvention.Amendement(
            effet,
            au,
            Conventions.codes(Conventions.lire(requete.getParameterValues("service"))),
            quota,
            objet,
            chemin.lue()));
    convention = null;
    return aller(
        "Avenant signé pour "
            + getConvention().maitreOuvrage().nom()
            + ", à compter du "
            + Formats.dateLongue(effet)
            + ".",
        "/centre/conventions/" + getConvention().id());
  }

  public String affecter() {
    if (facilitateur == null || facilitateur.isBlank()) {
      faute("facilitateurId", "Choisissez le facilitateur.");
      return null;
    }
    affecter.ouvrir(
        new Affecter.Command(chemin.uuid("id"), UUID.fromString(facilitateur), depuis, null));
    return aller(
        "Facilitateur affecté à " + getConvention().maitreOuvrage().nom() + ".",
        "/centre/conventions/" + getConvention().id());
  }

  /** Le dernier avenant signé, pour qui en signait un autre sans l'avoir lu. */
  public String getDevance() {
    var avenants = getConvention().avenants();
    return avenants.isEmpty()
        ? null
        : new VersionPerimee.Fait(
                    "Avenant n° "
                        + avenants.getLast().numero()
                        + " signé par "
                        + avenants.getLast().signePar(),
                    avenants.getLast().signePar(),
                    avenants.getLast().signeLe())
                .enClair()
            + ".";
  }

  public LocalDate getEffet() {
    return effet != null
        ? effet
        : getConvention().du().isAfter(LocalDate.now(horloge))
            ? getConvention().du()
            : LocalDate.now(horloge);
  }

  public void setEffet(LocalDate effet) {
    this.effet = effet;
  }

  public LocalDate getAu() {
    return au != null ? au : getConvention().fin();
  }

  public void setAu(LocalDate au) {
    this.au = au;
  }

  public Integer getQuota() {
    return quotaSaisi ? quota : getConvention().termes().quota();
  }

  public void setQuota(Integer quota) {
    this.quota = quota;
    this.quotaSaisi = true;
  }

  public String getObjet() {
    return objet;
  }

  public void setObjet(String objet) {
    this.objet = objet;
  }

  public String getFacilitateur() {
    return facilitateur;
  }

  public void setFacilitateur(String facilitateur) {
    this.facilitateur = facilitateur;
  }

  public LocalDate getDepuis() {
    return depuis != null ? depuis : getEffet();
  }

  public void setDepuis(LocalDate depuis) {
    this.depuis = depuis;
  }
}
