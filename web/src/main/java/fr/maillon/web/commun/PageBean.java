package fr.maillon.web.commun;

import fr.maillon.liste.Francais;
import fr.maillon.liste.Pagination;
import fr.maillon.web.Chemin;
import fr.maillon.web.faces.ActeListener;
import fr.maillon.web.faces.Refus;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Ce qu'un bean de page hérite : lire l'adresse, dire qu'un geste est fait. Un refus du métier n'a
 * pas à être attrapé : {@link ActeListener} le met à côté du champ qu'il nomme.
 */
public abstract class PageBean {
  @Inject protected Chemin chemin;
  @Inject Message message;

  /** La page demandée d'une liste ({@code ?page=2}), bornée, de 25 lignes. */
  protected Pagination pagination() {
    return new Pagination(chemin.entier("page", 1, 1_000_000, 1), Pagination.TAILLE);
  }

  /**
   * Le geste est fait : va à une page, qui dira la phrase. Toujours ainsi après un écrit :
   * recharger la page ne rejoue rien.
   *
   * @param phrase nomme l'espace quand le geste a changé quelque chose ; null : aller sans rien
   *     dire
   * @param adresse une adresse publique, {@code /m/…}
   */
  protected String aller(String phrase, String adresse) {
    var faces = FacesContext.getCurrentInstance();
    var externe = faces.getExternalContext();
    if (phrase != null) {
      message.laisser(
          (HttpServletRequest) externe.getRequest(),
          (HttpServletResponse) externe.getResponse(),
          Francais.elider(phrase));
    }
    try {
      externe.redirect(adresse);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return null;
  }

  /**
   * Une faute que la page voit d'elle-même.
   *
   * @param champ l'identifiant du champ, ou null pour la tête de page
   */
  protected void faute(String champ, String phrase) {
    var faces = FacesContext.getCurrentInstance();
    ActeListener.montrer(faces, new Refus(champ, phrase));
    faces.validationFailed();
  }
}
