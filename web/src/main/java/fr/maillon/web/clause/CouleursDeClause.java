package fr.maillon.web.clause;

import fr.maillon.clause.EtatClause;

final class CouleursDeClause {
  private CouleursDeClause() {}

  static String de(EtatClause etat) {
    return switch (etat) {
      case PROPOSEE -> "attention";
      case ACCEPTEE -> "ok";
      case REFUSEE -> "alerte";
      case REMPLACEE -> "";
    };
  }
}
