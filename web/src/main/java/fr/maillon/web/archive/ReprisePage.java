package fr.maillon.web.archive;

import fr.maillon.isolation.TenantContext;
import fr.maillon.maitreouvrage.archive.RepriseView;
import fr.maillon.maitreouvrage.archive.Reprises;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Déposer une archive dans un espace vide, et suivre sa reprise. */
@Named
@RequestScoped
public class ReprisePage extends PageBean {
  @Inject Reprises reprises;
  @Inject TenantContext contexte;
  private Part fichier;
  private List<RepriseView> liste;
  private Boolean vide;

  public List<RepriseView> getListe() {
    if (liste == null) {
      liste = reprises.lister();
    }
    return liste;
  }

  public boolean isEnCours() {
    return getListe().stream().anyMatch(RepriseView::enCours);
  }

  /** L'espace peut recevoir une archive : ouvert, vide, et aucune n'est en cours. */
  public boolean isPossible() {
    return isVide() && !contexte.espace().lectureSeule() && !isEnCours();
  }

  public boolean isVide() {
    if (vide == null) {
      vide = reprises.vide();
    }
    return vide;
  }

  public String deposer() {
    if (fichier == null || fichier.getSize() == 0) {
      faute("fichier", "Choisissez l'archive à reprendre.");
      return null;
    }
    try (var contenu = fichier.getInputStream()) {
      reprises.deposer(fichier.getSubmittedFileName(), fichier.getSize(), contenu);
      return aller(
          "L'archive est reçue ; sa vérification commence.",
          "/m/" + contexte.espace().code() + "/administration/reprise");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String etat(RepriseView r) {
    return switch (r.etat()) {
      case "DEPOT" -> "Envoi interrompu";
      case "DEPOSEE" -> "Reçue";
      case "EN_COURS" -> "En cours";
      case "TERMINEE" -> "Reprise";
      default -> "Refusée";
    };
  }

  public String ton(RepriseView r) {
    return r.terminee() ? "ok" : r.enCours() ? "attention" : "alerte";
  }

  public Part getFichier() {
    return fichier;
  }

  public void setFichier(Part fichier) {
    this.fichier = fichier;
  }
}
