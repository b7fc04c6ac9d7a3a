package fr.maillon.rest.support;

import fr.maillon.rest.Problem;
import fr.maillon.support.BriserLaGlace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("acces-support/bris-de-glace")
@ApplicationScoped
@Produces("application/json")
@Consumes("application/json")
@Tag(name = "Support")
public class BrisDeGlaceResource {
  @Inject BriserLaGlace briser;

  @POST
  @Operation(
      operationId = "briserLaGlace",
      summary = "Entrer dans un espace que personne n'a ouvert, en lecture, une heure, soi seul",
      description = "Réservé au support. L'espace en est averti aussitôt et son journal le dit.")
  @APIResponse(
      responseCode = "201",
      description = "L'accès est ouvert ; Location est l'espace",
      headers = @Header(name = "Location"))
  @APIResponse(
      responseCode = "422",
      description = "Motif trop court (motif-trop-court)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response briser(BriserLaGlace.Command c) {
    briser.executer(c);
    return Response.created(URI.create("/api/v1/maitres-ouvrage/" + c.code().strip())).build();
  }
}
