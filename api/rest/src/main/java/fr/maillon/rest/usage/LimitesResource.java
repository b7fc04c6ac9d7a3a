package fr.maillon.rest.usage;

import fr.maillon.usage.DeciderLimites;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("centre/maitres-ouvrage/{id}/limites")
@ApplicationScoped
@Produces("application/json")
@Consumes("application/json")
@Tag(name = "Centre")
public class LimitesResource {
  @Inject DeciderLimites limites;

  @GET
  @Operation(
      operationId = "consulterLimites",
      summary = "La part d'un espace : celle de tous, et ce qu'il a de différent")
  @APIResponse(responseCode = "200", description = "Les limites de l'espace")
  public DeciderLimites.LimitesView consulter(@PathParam("id") UUID id) {
    return limites.consulter(id);
  }

  @PUT
  @Operation(
      operationId = "deciderLimites",
      summary = "Donner à un espace plus, ou moins, que la part de tous")
  @APIResponse(responseCode = "200", description = "Les limites, qui valent dans les dix secondes")
  public DeciderLimites.LimitesView decider(
      @PathParam("id") UUID id, DeciderLimites.Command command) {
    return limites.executer(id, command);
  }
}
