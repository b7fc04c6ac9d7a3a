package fr.maillon.grille;

import fr.maillon.regle.RegleMetier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Les lignes en vigueur, pour qui calibre ; lues dans sa transaction, sous n'importe quel périmètre
 * ouvert.
 */
@ApplicationScoped
public class Grilles {
  @PersistenceContext(unitName = "maillon")
  EntityManager em;

  /**
   * @throws RegleMetier {@code grille-inconnue} quand aucune ligne de ce code ne vaut ce jour-là
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public LigneGrilleView enVigueur(String code, LocalDate le) {
    var ligne = enVigueur(List.of(code), le).get(code);
    if (ligne == null) {
      throw inconnue("grille", code, le);
    }
    return ligne;
  }

  /** Par code ; un code sans ligne ce jour-là n'y est pas. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Map<String, LigneGrilleView> enVigueur(Collection<String> codes, LocalDate le) {
    return codes.isEmpty()
        ? Map.of()
        : em
            .createQuery(
                "select g from LigneGrille g where g.code in :codes and g.du <= :le and (g.au is"
                    + " null or g.au >= :le)",
                LigneGrille.class)
            .setParameter("codes", codes)
            .setParameter("le", le)
            .getResultList()
            .stream()
            .map(LigneGrille::vue)
            .collect(
                Collectors.toMap(
                    LigneGrilleView::code,
                    Function.identity(),
                    (a, b) -> a.du().isAfter(b.du()) ? a : b));
  }

  public static RegleMetier inconnue(String champ, String code, LocalDate le) {
    return new RegleMetier(
        "grille-inconnue",
        champ,
        "Aucune ligne « "
            + code
            + " » de la grille ne vaut le "
            + le.format(DateTimeFormatter.ofPattern("dd/MM/yyyy"))
            + ". Choisissez un code de la grille, ou saisissez la part et le coût.");
  }
}
