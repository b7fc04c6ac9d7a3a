package fr.maillon.web.support;

import fr.maillon.acces.OuvrirPerimetre;
import fr.maillon.isolation.Espace;
import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.Interdit;
import fr.maillon.support.BriserLaGlace;
import fr.maillon.web.commun.PageBean;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/**
 * Là où le support arrive : les espaces qu'on lui a ouverts, et, faute de mieux, le bris de glace.
 */
@Named("supportPage")
@RequestScoped
public class SupportPage extends PageBean {
  @Inject BriserLaGlace briser;
  @Inject OuvrirPerimetre perimetres;
  private String code;
  private String motif;

  @PostConstruct
  void reserver() {
    if (!TenantScope.identite().a("support")) {
      throw new Interdit("Cette partie est réservée au support.");
    }
  }

  public List<Espace> getEspaces() {
    return perimetres.ouverts(TenantScope.identite()).stream()
        .filter(e -> e.titre() == Titre.SUPPORT)
        .toList();
  }

  public String entrer() {
    briser.executer(new BriserLaGlace.Command(code == null ? "" : code, motif));
    return aller(
        "Vous êtes entré en urgence. L'espace en est averti, et son journal le dit.",
        "/m/" + code.strip());
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }

  public String getMotif() {
    return motif;
  }

  public void setMotif(String motif) {
    this.motif = motif;
  }
}
