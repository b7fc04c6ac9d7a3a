package fr.maillon.rest.travail;

import fr.maillon.liste.Page;
import fr.maillon.rest.PageQuery;
import fr.maillon.travail.SuivreTravaux;
import fr.maillon.travail.TravailView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Les travaux de fond de l'équipe, ou du centre pour qui en est. */
@Path("travaux")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Travaux")
public class TravauxCommunsResource {
  @Inject SuivreTravaux suivre;

  @GET
  @Operation(
      operationId = "listerTravauxCommuns",
      summary = "Les travaux de fond du centre pour qui en est, de l'équipe sinon")
  @APIResponse(responseCode = "200", description = "Du plus récent au plus ancien")
  public Page<TravailView> lister(@BeanParam PageQuery page) {
    return suivre.lister(page.pagination());
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "consulterTravailCommun",
      summary = "Où en est un travail de fond du centre ou de l'équipe")
  @APIResponse(responseCode = "200", description = "Le travail")
  public TravailView consulter(@PathParam("id") UUID id) {
    return suivre.consulter(id);
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "annulerTravailCommun",
      summary = "Arrêter un travail de fond du centre ou de l'équipe ; ce qui est fait reste")
  @APIResponse(responseCode = "200", description = "Le travail, dont l'arrêt est demandé")
  public TravailView annuler(@PathParam("id") UUID id) {
    suivre.annuler(id);
    return suivre.consulter(id);
  }
}
