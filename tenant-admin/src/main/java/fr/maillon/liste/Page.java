package fr.maillon.liste;

import java.util.List;

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
