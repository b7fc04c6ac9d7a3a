package fr.maillon.liste;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Une page d'une liste.
 *
 * @param elements les lignes de cette page
 * @param total nombre de lignes de toute la liste, filtres appliqués
 * @param page rang de la page, à partir de 1
 * @param taille nombre de lignes demandé par page
 */
public record Page<T>(List<T> elements, long total, int page, int taille) {
  public Page {
    elements = List.copyOf(elements);
  }

  /**
   * Une page et son total, compté seulement s'il ne se lit pas : une page incomplète est la
   * dernière.
   *
   * @param elements ce que la requête paginée a rendu, ligne pour ligne
   */
  public static <T> Page<T> de(List<T> elements, Pagination demandee, LongSupplier compte) {
    boolean derniere =
        elements.size() < demandee.taille() && (demandee.page() == 1 || !elements.isEmpty());
    return new Page<>(
        elements,
        derniere ? demandee.debut() + elements.size() : compte.getAsLong(),
        demandee.page(),
        demandee.taille());
  }

  public int pages() {
    return (int) Math.max(1, (total + taille - 1) / taille);
  }

  public long premier() {
    return total == 0 ? 0 : (long) (page - 1) * taille + 1;
  }

  public long dernier() {
    return Math.min((long) page * taille, total);
  }
}
