package fr.maillon.isolation;

import java.sql.Types;
import java.util.UUID;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * EclipseLink annonce un UUID nul comme un texte, que PostgreSQL refuse dans une colonne uuid :
 * ici, son type est laissé au serveur. Ce qui se pèse reçoit de quoi tenir son poids.
 */
public final class TypesPostgres implements SessionCustomizer {
  @Override
  public void customize(Session session) {
    for (var descripteur : session.getDescriptors().values()) {
      if (Pesee.class.isAssignableFrom(descripteur.getJavaClass())) {
        descripteur.getEventManager().addListener(new TenueDesPoids());
      }
      for (var correspondance : descripteur.getMappings()) {
        var colonne = correspondance.getField();
        if (colonne != null && UUID.class.getName().equals(colonne.getTypeName())) {
          colonne.setSqlType(Types.OTHER);
        }
      }
    }
  }
}
