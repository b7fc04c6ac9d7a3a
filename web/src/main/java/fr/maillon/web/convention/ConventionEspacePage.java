package fr.maillon.web.convention;

import fr.maillon.suiviconvention.ConsulterConvention;
import fr.maillon.suiviconvention.ConventionView;
import fr.maillon.suiviconvention.EtatConvention;
import fr.maillon.web.commun.PageBean;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Chez le maître d'ouvrage : qui nous assiste, sous quelle convention, et qui nous a assistés. */
@Named("conventionEspacePage")
@RequestScoped
public class ConventionEspacePage extends PageBean {
  @Inject ConsulterConvention consulter;
  private List<ConventionView> toutes;

  private List<ConventionView> toutes() {
    if (toutes == null) {
      toutes = consulter.deLEspace();
    }
    return toutes;
  }

  /** Celles qui courent aujourd'hui. */
  public List<ConventionView> getEnVigueur() {
    return toutes().stream()
        .filter(
            c -> c.etat() == EtatConvention.EN_VIGUEUR || c.etat() == EtatConvention.BIENTOT_FINIE)
        .toList();
  }

  /** À venir et finies. */
  public List<ConventionView> getAutres() {
    return toutes().stream()
        .filter(c -> c.etat() == EtatConvention.A_VENIR || c.etat() == EtatConvention.FINIE)
        .toList();
  }
}
