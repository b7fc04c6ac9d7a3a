package fr.maillon.marche;

import java.util.UUID;

/**
 * Ce qu'une autre maison tient à un marché ou à un lot, et qui empêche de l'ôter. Chacune le dit
 * elle-même : le marché ne connaît pas ceux qui le suivent.
 */
public interface Attache {
  /**
   * @param une par exemple « une demande d'assistance »
   * @param plusieurs « demandes d'assistance »
   */
  record Nom(String une, String plusieurs) {}

  Nom nom();

  /** Combien tiennent au marché, dans l'espace ouvert. */
  long auMarche(UUID marche);

  /** Combien tiennent au lot ; zéro quand elle ne connaît que des marchés. */
  default long auLot(UUID lot) {
    return 0;
  }
}
