package fr.maillon.web.convention;

import fr.maillon.convention.SignerConvention;
import fr.maillon.liste.Pagination;
import fr.maillon.suiviconvention.ConsulterConvention;
import fr.maillon.suiviconvention.ListerConventions;
import fr.maillon.suiviconvention.MaitreOuvrageAssiste;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import fr.maillon.web.convention.Conventions.Case;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Signer une convention. */
@Named("nouvelleConventionPage")
@RequestScoped
public class NouvelleConventionPage extends PageBean {
  @Inject SignerConvention signer;
  @Inject ConsulterConvention consulter;
  @Inject ListerConventions lister;
  @Inject HttpServletRequest requete;
  @Inject Clock horloge;
  private static final String NOUVELLE = "nouvelle";
  private String maitreOuvrage;
  private String structure;
  private String structureNom;
  private String numero;
  private LocalDate du;
  private LocalDate au;
  private Integer quota;

  @PostConstruct
  void proposer() {
    var code = chemin.demande("mo");
    maitreOuvrage =
        code == null
            ? null
            : getMaitresOuvrage().stream()
                .filter(m -> m.code().equals(code))
                .map(MaitreOuvrageAssiste::nom)
                .findFirst()
                .orElse(code);
    var connues = getStructures();
    structure = connues.size() == 1 ? connues.getFirst().getValue().toString() : null;
    du = LocalDate.now(horloge);
    au = LocalDate.of(du.getYear(), 12, 31);
  }

  /**
   * Les maîtres d'ouvrage proposés à la saisie : les cinquante premiers par nom, tout autre étant
   * admis.
   */
  public List<MaitreOuvrageAssiste> getMaitresOuvrage() {
    return lister.maitresOuvrage(null);
  }

  public List<SelectItem> getStructures() {
    return lister.structures(new Pagination(1, Pagination.MAXIMUM)).elements().stream()
        .map(s -> new SelectItem(s.id().toString(), s.nom()))
        .toList();
  }

  public List<Case> getServices() {
    return Conventions.cases(Conventions.lire(requete.getParameterValues("service")));
  }

  public String signer() {
    var nouvelle = structure == null || structure.isBlank() || structure.equals(NOUVELLE);
    if (!nouvelle && structureNom != null && !structureNom.isBlank()) {
      faute(
          "structureNom",
          "Vous avez aussi choisi une structure de la liste : effacez ce nom, ou choisissez « Une"
              + " nouvelle, à nommer ».");
      return null;
    }
    var id =
        signer.executer(
            new SignerConvention.Command(
                maitreOuvrage,
                nouvelle ? null : UUID.fromString(structure),
                structureNom,
                numero,
                du,
                au,
                Conventions.codes(Conventions.lire(requete.getParameterValues("service"))),
                quota));
    var vue = consulter.executer(id);
    return aller(
        "Convention "
            + vue.numero()
            + " signée pour "
            + vue.maitreOuvrage().nom()
            + " : l'espace est ouvert à l'équipe du "
            + Formats.dateLongue(vue.du())
            + " au "
            + Formats.dateLongue(vue.fin())
            + ".",
        "/centre/conventions/" + id);
  }

  public String getMaitreOuvrage() {
    return maitreOuvrage;
  }

  public void setMaitreOuvrage(String maitreOuvrage) {
    this.maitreOuvrage = maitreOuvrage;
  }

  public String getStructure() {
    return structure;
  }

  public void setStructure(String structure) {
    this.structure = structure;
  }

  public String getStructureNom() {
    return structureNom;
  }

  public void setStructureNom(String structureNom) {
    this.structureNom = structureNom;
  }

  public String getNumero() {
    return numero;
  }

  public void setNumero(String numero) {
    this.numero = numero;
  }

  public LocalDate getDu() {
    return du;
  }

  public void setDu(LocalDate du) {
    this.du = du;
  }

  public LocalDate getAu() {
    return au;
  }

  public void setAu(LocalDate au) {
    this.au = au;
  }

  public Integer getQuota() {
    return quota;
  }

  public void setQuota(Integer quota) {
    this.quota = quota;
  }
}
