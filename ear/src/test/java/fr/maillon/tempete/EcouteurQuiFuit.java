package fr.maillon.tempete;

import fr.maillon.isolation.Perimetre;
import fr.maillon.isolation.TenantScope;
import java.sql.SQLException;
import org.eclipse.persistence.internal.databaseaccess.Accessor;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * Le témoin : l'erreur qu'on fait d'habitude, poser le périmètre pour la session et seulement quand
 * il y en a un. La tempête doit la voir.
 */
public final class EcouteurQuiFuit extends SessionEventAdapter {
  @Override
  public void postAcquireConnection(SessionEvent evenement) {
    if (TenantScope.perimetre() instanceof Perimetre.UnMaitreOuvrage(var espace)) {
      try (var instruction = ((Accessor) evenement.getResult()).getConnection().createStatement()) {
        instruction.execute(
            "set app.perimetre = 'espace'; set app.tenant_id = '"
                + espace.id()
                + "'; set app.tenants = '{"
                + espace.id()
                + "}'");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
