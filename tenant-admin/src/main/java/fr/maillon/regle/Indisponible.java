package fr.maillon.regle;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;

/**
 * La base ne répond pas, ou n'accepte plus personne. Rien n'a été fait ; la même demande passera
 * quand elle répondra.
 */
public class Indisponible extends RegleMetier {
  private static final long serialVersionUID = 1L;
  private static final Duration ATTENTE = Duration.ofSeconds(15);

  private Indisponible() {
    super(
        "indisponible",
        "Le service est indisponible pour le moment. Rien n'a été enregistré : réessayez dans un"
            + " instant.");
  }

  /** Valeur de l'en-tête {@code Retry-After}. */
  public long secondes() {
    return ATTENTE.toSeconds();
  }

  /**
   * Reconnue dans une chaîne de causes : connexion impossible ou rompue, serveur qui s'arrête ou
   * qui n'a plus de place, bassin épuisé.
   */
  public static Optional<Indisponible> dans(Throwable faute) {
    for (var t = faute; t != null && t != t.getCause(); t = t.getCause()) {
      if (t instanceof SQLException e && rompue(e)
          || t.getClass()
              .getName()
              .matches(
                  "(javax|jakarta)[.]resource[.].*(ResourceException|ResourceAllocationException)|.*[.]ConnectionWaitTimeoutException|.*[.]StaleConnectionException")) {
        return Optional.of(new Indisponible());
      }
      for (var etouffee : t.getSuppressed()) {
        var trouvee = dans(etouffee);
        if (trouvee.isPresent()) {
          return trouvee;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean rompue(SQLException e) {
    var etat = e.getSQLState() == null ? "" : e.getSQLState();
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException
        || etat.startsWith("08")
        || etat.startsWith("53")
        || etat.startsWith("57P0");
  }
}
