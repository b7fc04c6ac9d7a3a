package fr.maillon.web.support;

import fr.maillon.isolation.TenantScope;
import fr.maillon.isolation.Titre;
import fr.maillon.regle.Introuvable;
import fr.maillon.support.AccesView;
import fr.maillon.support.SuivreSupport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/**
 * Ce que chaque page d'un espace dit du support : à lui, qu'il y est vu ; aux agents, qu'il y est.
 * Rien de cela ne se cache.
 */
@Named("bandeauSupport")
@RequestScoped
public class BandeauSupport {
  @Inject SuivreSupport suivre;
  private AccesView mien;
  private List<AccesView> enCours;

  /** La personne qui lit cette page est du support, entrée dans l'espace. */
  public boolean isDedans() {
    return titre(Titre.SUPPORT) && getMien() != null;
  }

  /**
   * L'accès par où elle est entrée ; null quand il vient de se fermer : la demande suivante est
   * refusée.
   */
  public AccesView getMien() {
    if (mien == null) {
      try {
        mien = suivre.leMien();
      } catch (Introuvable e) {
        return null;
      }
    }
    return mien;
  }

  /** Les bris de glace que personne de l'espace n'a encore dit avoir vus. */
  public List<AccesView> getBris() {
    return enCours().stream().filter(AccesView::aConstater).toList();
  }

  /** Les accès ouverts en ce moment, vus d'un agent. */
  public List<AccesView> getOuverts() {
    return enCours().stream().filter(AccesView::ouvert).toList();
  }

  private List<AccesView> enCours() {
    if (enCours == null) {
      enCours = titre(Titre.AGENT) ? suivre.enCours() : List.of();
    }
    return enCours;
  }

  private static boolean titre(Titre titre) {
    return TenantScope.espace().filter(e -> e.titre() == titre).isPresent();
  }
}
