package fr.maillon.rest.repentir;

import fr.maillon.ravisement.SeRaviser;
import fr.maillon.repentir.Corbeille;
import fr.maillon.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ce qui vient d'être supprimé revient, dans la minute. */
@Path("maitres-ouvrage/{code}/repentirs")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Marchés")
public class RepentirsResource {
  @Inject SeRaviser seRaviser;

  @POST
  @Path("{id}")
  @Operation(
      operationId = "seRaviser",
      summary = "Rétablir ce qu'on vient de supprimer : marché, lot, contrat, déclaration",
      description =
          "Dans la minute, par qui l'a supprimé ; « id » est celui de l'objet supprimé. 404 : rien"
              + " de tel n'a été supprimé. Codes de refus : trop-tard, repris-depuis,"
              + " plafond-heures.")
  @APIResponse(responseCode = "200", description = "Ce qui est revenu")
  @APIResponse(
      responseCode = "422",
      description = "Trop tard, ou la même chose a été saisie entre-temps",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Corbeille.Ote executer(@PathParam("code") String code, @PathParam("id") UUID id) {
    return seRaviser.executer(id);
  }
}
