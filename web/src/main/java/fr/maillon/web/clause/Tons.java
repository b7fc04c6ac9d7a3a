package fr.maillon.web.clause;

import fr.maillon.clause.EtatClause;

final class Tons {
  private Tons() {}

  static String de(EtatClause etat) {
    return switch (etat) {
      case PROPOSEE -> "attention";
      case ACCEPTEE -> "ok";
      case REFUSEE -> "alerte";
      case REMPLACEE -> "";
    };
  }
}
