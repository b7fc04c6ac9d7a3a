package fr.maillon.assistance;

import java.time.LocalDate;

/**
 * Ce qui reste à faire chez un maître d'ouvrage, en demandes ouvertes.
 *
 * @param ouvertes toutes
 * @param aMoi celles que suit qui lit, et où c'est à lui d'agir
 * @param enRetard dont la date souhaitée est passée
 * @param nouvelles que personne n'a prises en charge
 * @param prochaineEcheance la plus proche date souhaitée ; null quand rien n'est ouvert
 */
public record Travail(
    long ouvertes, long aMoi, long enRetard, long nouvelles, LocalDate prochaineEcheance) {
  public static final Travail AUCUN = new Travail(0, 0, 0, 0, null);
}
