package fr.maillon.liste;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Une page d'une liste.
 *
 * @param elements les lignes de cette page
 * @param total nombre de lignes de toute la liste, filtres appliqués ; null : plus de {@code
 *     auMoins}, qui ne se comptent pas
 * @param auMoins null quand le total est exact
 * @param page rang de la page, à partir de 1
 * @param taille nombre de lignes demandé par page
 */
public record Page<T>(List<T> elements, Long total, Long auMoins, int page, int taille) {
  /** Jusque-là, le compte est exact. */
  public static final int COMPTEES = 10_000;

  public Page {
    elements = List.copyOf(elements);
  }

  public Page(List<T> elements, long total, int page, int taille) {
    this(elements, total, null, page, taille);
  }

  /**
   * Une page et son total, compté seulement s'il ne se lit pas : une page incomplète est la
   * dernière.
   *
   * @param elements ce que la requête paginée a rendu, ligne pour ligne
   */
  public static <T> Page<T> de(List<T> elements, Pagination demandee, LongSupplier compte) {
    return new Page<>(
        elements,
        derniere(elements, demandee) ? demandee.debut() + elements.size() : compte.getAsLong(),
        demandee.page(),
        demandee.taille());
  }

  static boolean derniere(List<?> elements, Pagination demandee) {
    return elements.size() < demandee.taille() && (demandee.page() == 1 || !elements.isEmpty());
  }

  /** Le total, ou ce que l'on en sait. */
  public long compte() {
    return total == null ? auMoins : total;
  }

  public boolean vide() {
    return compte() == 0;
  }

  /** Celles que l'on sait compter. */
  public int pages() {
    return (int) Math.max(1, (compte() + taille - 1) / taille);
  }

  public boolean suivante() {
    return total == null ? elements.size() == taille : page < pages();
  }

  public long premier() {
    return vide() ? 0 : (long) (page - 1) * taille + 1;
  }

  public long dernier() {
    return total == null
        ? (long) (page - 1) * taille + elements.size()
        : Math.min((long) page * taille, total);
  }

  /** Une page, et ce que pèse toute la sélection ; null quand elle ne se compte pas. */
  public record Pesee<T>(Page<T> page, BigDecimal somme) {}
}
