package fr.maillon.web.coordination;

import fr.maillon.charge.ConfierDemandes;
import fr.maillon.charge.MesurerCharge;
import fr.maillon.charge.MesurerCharge.Charge;
import fr.maillon.charge.MesurerCharge.DemandeOuverte;
import fr.maillon.charge.MesurerCharge.Ligne;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantContext;
import fr.maillon.liste.Page;
import fr.maillon.liste.Pagination;
import fr.maillon.liste.Texte;
import fr.maillon.web.commun.Formats;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** La charge de chacun, et de quoi la répartir. */
@Named("chargePage")
@RequestScoped
public class ChargePage extends PageBean {
  private static final String PERSONNE = "aucun";

  @Inject MesurerCharge mesurer;
  @Inject ConfierDemandes confier;
  @Inject TenantContext contexte;
  @Inject HttpServletRequest requete;
  private Charge charge;
  private Charge toute;
  private Page<DemandeOuverte> demandes;
  private String vers;

  public Charge getCharge() {
    if (charge == null) {
      charge =
          mesurer.executer(
              getMo(), isDetail() ? new Pagination(1, Pagination.MAXIMUM) : pagination());
    }
    return charge;
  }

  public String getMo() {
    return chemin.demande("mo");
  }

  public List<Espace> getMaitresOuvrage() {
    return contexte.perimetre() instanceof Perimetre.Portefeuille(var espaces)
        ? espaces.values().stream()
            .sorted(Comparator.comparing(Espace::nom, Texte.ordre()))
            .toList()
        : List.of();
  }

  /** On regarde les demandes d'une personne, ou celles que personne ne suit. */
  public boolean isDetail() {
    return chemin.demande("facilitateur") != null;
  }

  public boolean isNouvelles() {
    return PERSONNE.equals(chemin.demande("facilitateur"));
  }

  private UUID choisi() {
    return isNouvelles() ? null : chemin.uuidDemande("facilitateur");
  }

  public String getQui() {
    return isNouvelles()
        ? "personne encore"
        : toute().facilitateurs().elements().stream()
            .filter(l -> l.facilitateurId().equals(choisi()))
            .findFirst()
            .map(Ligne::nom)
            .orElse("cette personne");
  }

  public Page<DemandeOuverte> getDemandes() {
    if (demandes == null) {
      demandes = mesurer.demandes(choisi(), getMo(), pagination());
    }
    return demandes;
  }

  /** À qui confier : les facilitateurs en fonction, le moins chargé d'abord. */
  public List<SelectItem> getChoix() {
    return toute().facilitateurs().elements().stream()
        .filter(l -> l.enFonction() && !l.facilitateurId().equals(choisi()))
        .sorted(Comparator.comparingLong(Ligne::ouvertes))
        .map(
            l ->
                new SelectItem(
                    l.facilitateurId().toString(),
                    l.nom() + " (" + Formats.compte(l.ouvertes(), "ouverte", "ouvertes") + ")"))
        .toList();
  }

  private Charge toute() {
    if (toute == null) {
      toute = mesurer.executer(null, new Pagination(1, Pagination.MAXIMUM));
    }
    return toute;
  }

  public boolean cochee(DemandeOuverte d) {
    return requete.getParameterValues("demande") != null
        && Arrays.asList(requete.getParameterValues("demande")).contains(valeur(d));
  }

  public String valeur(DemandeOuverte d) {
    return d.maitreOuvrage().code() + "~" + d.id() + "~" + d.version();
  }

  public String confier() {
    if (vers == null || vers.isBlank()) {
      faute("facilitateurId", "Choisissez à qui confier ces demandes.");
      return null;
    }
    var choix = new ArrayList<ConfierDemandes.Choix>();
    for (var valeur :
        Objects.requireNonNullElse(requete.getParameterValues("demande"), new String[0])) {
      if (valeur.matches("[a-z0-9-]{1,40}~[0-9a-f-]{36}~[0-9]{1,6}")) {
        var m = valeur.split("~");
        choix.add(new ConfierDemandes.Choix(m[0], UUID.fromString(m[1]), Integer.valueOf(m[2])));
      }
    }
    var nom =
        toute().facilitateurs().elements().stream()
            .filter(l -> l.facilitateurId().toString().equals(vers))
            .findFirst()
            .map(Ligne::nom)
            .orElse("cette personne");
    var resultats = confier.executer(new ConfierDemandes.Command(UUID.fromString(vers), choix));
    var faites = resultats.stream().filter(ConfierDemandes.Resultat::fait).count();
    var refus =
        resultats.stream()
            .filter(r -> !r.fait())
            .map(ConfierDemandes.Resultat::phrase)
            .distinct()
            .collect(Collectors.joining(" "));
    if (faites == 0) {
      faute(null, refus);
      return null;
    }
    return aller(
        Formats.compte(faites, "demande confiée", "demandes confiées")
            + " à "
            + nom
            + "."
            + (refus.isEmpty()
                ? ""
                : " "
                    + Formats.compte(
                        resultats.size() - faites, "autre ne l'est pas", "autres ne le sont pas")
                    + " : "
                    + refus),
        "/equipe/charge?facilitateur="
            + chemin.demande("facilitateur")
            + (getMo() == null ? "" : "&mo=" + getMo()));
  }

  /** La part de la plus grosse charge, de 0 à 100, pour la jauge. */
  public long part(Ligne l) {
    var maximum =
        getCharge().facilitateurs().elements().stream().mapToLong(Ligne::ouvertes).max().orElse(0);
    return maximum == 0 ? 0 : 100 * l.ouvertes() / maximum;
  }

  public String getVers() {
    return vers;
  }

  public void setVers(String vers) {
    this.vers = vers;
  }
}
