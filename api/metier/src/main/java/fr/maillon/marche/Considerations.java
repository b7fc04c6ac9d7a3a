package fr.maillon.marche;

import fr.maillon.decp.ConsiderationSociale;
import java.util.ArrayList;
import java.util.List;

/** Les libellés exacts du format DECP pour ce qu'un marché ou un lot déclare. */
final class Considerations {
  private Considerations() {}

  /**
   * Pour des considérations connues : jamais vide, « Pas de considération sociale » quand il n'y en
   * a aucune.
   */
  static List<String> libelles(boolean clause, boolean critere, boolean reserve) {
    var libelles = new ArrayList<String>();
    if (clause) {
      libelles.add(ConsiderationSociale.CLAUSE.libelle());
    }
    if (critere) {
      libelles.add(ConsiderationSociale.CRITERE.libelle());
    }
    if (reserve) {
      libelles.add(ConsiderationSociale.RESERVE.libelle());
    }
    if (libelles.isEmpty()) {
      libelles.add(ConsiderationSociale.AUCUNE.libelle());
    }
    return libelles;
  }

  /** Liste vide : inconnues. */
  static List<String> libelles(boolean connues, boolean clause, boolean critere, boolean reserve) {
    return connues ? libelles(clause, critere, reserve) : List.of();
  }
}
