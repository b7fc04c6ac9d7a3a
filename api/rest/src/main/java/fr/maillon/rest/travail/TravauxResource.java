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

@Path("maitres-ouvrage/{code}/travaux")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Travaux")
public class TravauxResource {
  @Inject SuivreTravaux suivre;

  @GET
  @Operation(
      operationId = "listerTravaux",
      summary = "Les travaux de fond de l'espace, du plus récent au plus ancien")
  @APIResponse(responseCode = "200", description = "Ceux que l'on peut voir")
  public Page<TravailView> lister(@PathParam("code") String code, @BeanParam PageQuery page) {
    return suivre.lister(page.pagination());
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterTravail", summary = "Où en est un travail de fond")
  @APIResponse(responseCode = "200", description = "Le travail")
  public TravailView consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    return suivre.consulter(id);
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "annulerTravail",
      summary = "Arrêter un travail de fond entre deux lots ; ce qui est fait reste")
  @APIResponse(responseCode = "200", description = "Le travail, dont l'arrêt est demandé")
  public TravailView annuler(@PathParam("code") String code, @PathParam("id") UUID id) {
    suivre.annuler(id);
    return suivre.consulter(id);
  }
}
