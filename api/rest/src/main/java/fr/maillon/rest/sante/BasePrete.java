package fr.maillon.rest.sante;

import fr.maillon.isolation.GardeDeLaBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Prêt à servir : la base répond, au bon niveau de migration, et sa garde est en place. */
@Readiness
@ApplicationScoped
public class BasePrete implements HealthCheck {
  @Inject GardeDeLaBase garde;

  @Override
  public HealthCheckResponse call() {
    var fautes = garde.fautes();
    var reponse = HealthCheckResponse.named("base").status(fautes.isEmpty());
    return fautes.isEmpty()
        ? reponse.build()
        : reponse.withData("fautes", String.join(" ; ", fautes)).build();
  }
}
