package fr.maillon.rest.usage;

import fr.maillon.usage.ConsulterUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/usage")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Espaces")
public class UsageResource {
  @Inject ConsulterUsage consulter;

  @GET
  @Operation(
      operationId = "consulterUsage",
      summary = "Ce que l'espace prend de la plateforme, et ce qui lui est ouvert")
  @APIResponse(responseCode = "200", description = "La place prise et les limites de l'espace")
  public ConsulterUsage.UsageView consulter(@PathParam("code") String code) {
    return consulter.executer();
  }
}
