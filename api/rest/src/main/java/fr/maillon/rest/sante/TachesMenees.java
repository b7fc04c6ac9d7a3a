package fr.maillon.rest.sante;

import fr.maillon.tache.SuivreTaches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Les tâches en faute ou en retard, nommées sans détail. Toujours « UP » : une tâche qui échoue
 * n'empêche pas de servir, et un serveur retiré pour cela n'en mènerait plus aucune.
 */
@Readiness
@ApplicationScoped
public class TachesMenees implements HealthCheck {
  @Inject SuivreTaches taches;

  @Override
  public HealthCheckResponse call() {
    var defauts = taches.executer();
    return HealthCheckResponse.named("taches")
        .up()
        .withData("en-faute", String.join(" ", defauts.enFaute()))
        .withData("en-retard", String.join(" ", defauts.enRetard()))
        .build();
  }
}
