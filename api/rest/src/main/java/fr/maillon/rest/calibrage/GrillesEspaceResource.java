package fr.maillon.rest.calibrage;

import fr.maillon.grille.LigneGrilleView;
import fr.maillon.grille.ListerGrilles;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/grilles")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Calibrage")
public class GrillesEspaceResource {
  @Inject ListerGrilles grilles;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerGrillesEspace",
      summary = "La grille de référence, lue depuis un espace",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.grille.ListerGrilles"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de lignes en vigueur, par libellé",
      content = @Content(schema = @Schema(implementation = LigneGrilleView.class)))
  @APIResponse(
      responseCode = "422",
      description = "Filtre inconnu",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response lister(
      @PathParam("code") String code, @Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(grilles, adresse, entetes);
  }
}
