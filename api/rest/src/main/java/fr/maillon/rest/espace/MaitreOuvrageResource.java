package fr.maillon.rest.espace;

import fr.maillon.isolation.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Une classe racine cache les chemins plus courts : l'espace doit porter le même que la plus longue
 * qui parle de lui sans autre mot.
 */
@Path("maitres-ouvrage/{code}")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Espaces")
public class MaitreOuvrageResource {
  @Inject TenantContext contexte;

  @GET
  @Operation(operationId = "consulterMaitreOuvrage", summary = "L'espace où j'entre")
  @APIResponse(responseCode = "200", description = "L'espace")
  public EspaceView consulter(@PathParam("code") String code) {
    return EspaceView.de(contexte.espace());
  }
}
