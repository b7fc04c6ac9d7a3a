package fr.maillon.infra.sauvegarde;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** One COPY out of a database straight into one COPY of another: nothing is kept in between. */
final class Copie {
  private Copie() {}

  static long de(Connection source, String requete, Connection cible, String table)
      throws SQLException, IOException {
    var sortie =
        source.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + requete + ") to stdout");
    try {
      var entree =
          cible.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
      try {
        for (var bytes = sortie.readFromCopy(); bytes != null; bytes = sortie.readFromCopy()) {
          entree.writeToCopy(bytes, 0, bytes.length);
        }
        return entree.endCopy();
      } finally {
        if (entree.isActive()) {
          entree.cancelCopy();
        }
      }
    } finally {
      if (sortie.isActive()) {
        sortie.cancelCopy();
      }
    }
  }
}
