package fr.maillon.web.archive;

import fr.maillon.isolation.TenantContext;
import fr.maillon.maitreouvrage.archive.ExportView;
import fr.maillon.maitreouvrage.archive.Exports;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Demander l'archive de l'espace, la suivre, la télécharger. */
@Named
@RequestScoped
public class ExportsPage extends PageBean {
  @Inject Exports exports;
  @Inject TenantContext contexte;
  private List<ExportView> liste;

  public List<ExportView> getListe() {
    if (liste == null) {
      liste = exports.lister();
    }
    return liste;
  }

  public boolean isEnCours() {
    return getListe().stream().anyMatch(ExportView::enCours);
  }

  /**
   * Les miennes suffisent à prendre toutes les places de l'espace ; celles d'un autre
   * administrateur, le refus les dira.
   */
  public boolean isComplet() {
    return getListe().stream().filter(ExportView::enCours).count() >= exports.ensemble();
  }

  public String demander() {
    exports.demander();
    return aller("L'archive de " + contexte.espace().nom() + " est en préparation.", adresse());
  }

  /**
   * @param id tel que la page l'a écrit
   */
  public String oublier(String id) {
    exports.supprimer(UUID.fromString(id));
    return aller("L'archive est supprimée.", adresse());
  }

  public String etat(ExportView e) {
    return switch (e.etat()) {
      case "DEMANDE" -> "Demandé";
      case "EN_COURS" -> "En préparation";
      case "PRET" -> "Prêt";
      default -> "Échec";
    };
  }

  public String ton(ExportView e) {
    return e.pret() ? "ok" : e.enCours() ? "attention" : "alerte";
  }

  public String taille(long octets) {
    return octets < 1_000_000 ? Math.max(1, octets / 1_000) + " ko" : octets / 1_000_000 + " Mo";
  }

  private String adresse() {
    return "/m/" + contexte.espace().code() + "/administration/exports";
  }
}
