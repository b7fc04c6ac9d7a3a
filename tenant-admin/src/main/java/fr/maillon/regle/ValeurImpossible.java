package fr.maillon.regle;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Une valeur que PostgreSQL ne peut garder (classe 22 de SQLSTATE) : caractère nul, nombre hors de
 * sa place. La faute est à la demande.
 */
public class ValeurImpossible extends RegleMetier {
  private static final long serialVersionUID = 1L;

  private ValeurImpossible() {
    super(
        "valeur-impossible",
        "Une valeur contient un caractère ou un nombre que l'on ne peut pas enregistrer."
            + " Corrigez-la, puis renvoyez.");
  }

  /** Reconnue dans une chaîne de causes. */
  public static Optional<RegleMetier> dans(Throwable faute) {
    for (var t = faute; t != null && t != t.getCause(); t = t.getCause()) {
      if (t instanceof SQLException e
          && e.getSQLState() != null
          && e.getSQLState().startsWith("22")) {
        return Optional.of(new ValeurImpossible());
      }
    }
    return Optional.empty();
  }
}
