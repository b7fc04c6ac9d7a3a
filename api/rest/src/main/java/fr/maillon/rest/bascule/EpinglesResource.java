package fr.maillon.rest.bascule;

import fr.maillon.choixespace.ChoisirEspace;
import fr.maillon.choixespace.EspaceOffert;
import fr.maillon.liste.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Mes épingles, et les miennes seules. */
@Path("epingles")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Espaces")
public class EpinglesResource {
  @Inject ChoisirEspace choisir;

  @GET
  @Operation(
      operationId = "listerEpingles",
      summary = "Les espaces que j'ai épinglés et qui me sont encore ouverts, par nom")
  @APIResponse(responseCode = "200", description = "Vingt au plus")
  public Page<EspaceOffert> lister() {
    var epingles = choisir.epingles();
    return new Page<>(epingles, epingles.size(), 1, Math.max(1, epingles.size()));
  }

  @POST
  @Path("{espace}")
  @Operation(
      operationId = "epinglerEspace",
      summary = "Épingler un espace ; sans effet s'il l'est déjà",
      description = "Code de refus : trop-d-epingles.")
  @APIResponse(responseCode = "204", description = "Épinglé")
  public void epingler(@PathParam("espace") String code) {
    choisir.epingler(code);
  }

  @DELETE
  @Path("{espace}")
  @Operation(
      operationId = "desepinglerEspace",
      summary = "Ôter une épingle ; sans effet s'il n'y en a pas")
  @APIResponse(responseCode = "204", description = "L'espace n'est plus épinglé")
  public void desepingler(@PathParam("espace") String code) {
    choisir.desepingler(code);
  }
}
