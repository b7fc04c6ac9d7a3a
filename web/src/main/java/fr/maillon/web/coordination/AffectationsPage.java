package fr.maillon.web.coordination;

import fr.maillon.affectation.Affecter;
import fr.maillon.liste.Critere;
import fr.maillon.liste.Liste;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.suiviconvention.ListerAffectations;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.liste.ListePage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Qui assiste qui ; affecter, mettre fin. */
@Named("affectationsPage")
@RequestScoped
public class AffectationsPage extends ListePage {
  @Inject ListerAffectations lister;
  @Inject Affecter affecter;
  @Inject HttpServletRequest requete;
  @Inject Clock horloge;
  private Page<ListerAffectations.Ligne> page;
  private List<ListerAffectations.FacilitateurView> facilitateurs;
  private String facilitateur;
  private LocalDate du;
  private LocalDate au;
  private LocalDate fin;

  @Override
  protected Liste<?, ?> liste() {
    return ListerAffectations.LISTE;
  }

  @Override
  protected Set<String> autres() {
    return Set.of("convention");
  }

  public Page<ListerAffectations.Ligne> getPage() {
    if (page == null) {
      page = lister.executer(requete());
    }
    return page;
  }

  @Override
  protected List<Critere.Valeur> valeurs(Critere critere) {
    return critere.nom().equals("facilitateur")
        ? getFacilitateurs().stream()
            .map(f -> new Critere.Valeur(f.id().toString(), f.nom()))
            .toList()
        : super.valeurs(critere);
  }

  @Override
  protected String dire(Critere critere, Object valeur) {
    return valeurs(critere).stream()
        .filter(v -> v.ecrite().equals(critere.ecrire(valeur)))
        .map(Critere.Valeur::libelle)
        .findFirst()
        .orElseGet(() -> super.dire(critere, valeur));
  }

  /** La convention qu'on ouvre pour agir ; null : aucune. */
  public ListerAffectations.Ligne getOuverte() {
    var id = chemin.uuidDemande("convention");
    return id == null
        ? null
        : getPage().elements().stream()
            .filter(l -> l.conventionId().equals(id))
            .findFirst()
            .orElse(null);
  }

  public List<ListerAffectations.FacilitateurView> getFacilitateurs() {
    if (facilitateurs == null) {
      facilitateurs = lister.facilitateurs(new Pagination(1, Pagination.MAXIMUM)).elements();
    }
    return facilitateurs;
  }

  public List<SelectItem> getChoix() {
    return getFacilitateurs().stream()
        .map(
            f ->
                new SelectItem(
                    f.id().toString(),
                    f.nom() + " (" + Formats.compte(f.espaces(), "espace", "espaces") + ")"))
        .toList();
  }

  public String affecter() {
    if (facilitateur == null || facilitateur.isBlank()) {
      faute("facilitateurId", "Choisissez le facilitateur.");
      return null;
    }
    affecter.ouvrir(
        new Affecter.Command(
            chemin.uuidDemande("convention"), UUID.fromString(facilitateur), du, au));
    return aller("Affectation ouverte" + chez() + ".", ici());
  }

  public String finir() {
    var affectation = requete.getParameter("affectation");
    if (affectation == null || !affectation.matches("[0-9a-f-]{36}~[0-9]{1,6}")) {
      faute(null, "Choisissez l'affectation qui finit.");
      return null;
    }
    var morceaux = affectation.split("~");
    affecter.finir(
        UUID.fromString(morceaux[0]), new Affecter.Fin(fin, Integer.valueOf(morceaux[1])));
    return aller(
        fin.isBefore(LocalDate.now(horloge))
            ? "Affectation finie" + chez() + " : l'espace est fermé à cette personne."
            : "L'affectation finira" + chez() + " le " + Formats.dateLongue(fin) + ".",
        ici());
  }

  private String chez() {
    var ouverte = getOuverte();
    return ouverte == null ? "" : " chez " + ouverte.maitreOuvrage().nom();
  }

  private String ici() {
    var ouverte = getOuverte();
    return "/equipe/affectations"
        + (ouverte == null
            ? ""
            : "?convention="
                + ouverte.conventionId()
                + (chemin.demande("page") == null
                    ? ""
                    : "&page=" + chemin.entier("page", 1, 1_000_000, 1)));
  }

  public String getFacilitateur() {
    return facilitateur;
  }

  public void setFacilitateur(String facilitateur) {
    this.facilitateur = facilitateur;
  }

  public LocalDate getDu() {
    return du != null
        ? du
        : getOuverte() != null && getOuverte().du().isAfter(LocalDate.now(horloge))
            ? getOuverte().du()
            : LocalDate.now(horloge);
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

  public LocalDate getFin() {
    return fin;
  }

  public void setFin(LocalDate fin) {
    this.fin = fin;
  }
}
