package fr.maillon.rest.calibrage;

import fr.maillon.grille.LigneGrilleView;
import fr.maillon.grille.ListerGrilles;
import fr.maillon.liste.Page;
import fr.maillon.rest.FiltresLus;
import fr.maillon.rest.PageQuery;
import fr.maillon.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/grilles")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Calibrage")
public class GrillesEspaceResource {
  @Inject ListerGrilles grilles;

  @GET
  @Operation(
      operationId = "listerGrillesEspace",
      summary = "La grille de référence, lue depuis un espace")
  @APIResponse(responseCode = "200", description = "Une page de lignes en vigueur, par libellé")
  @APIResponse(
      responseCode = "422",
      description = "Filtre inconnu",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Page<LigneGrilleView> lister(
      @PathParam("code") String code,
      @QueryParam("le")
          @Parameter(
              description = "Jour où la ligne doit valoir (AAAA-MM-JJ) ; aujourd'hui par défaut.",
              schema = @Schema(format = "date"))
          String le,
      @BeanParam PageQuery page) {
    return grilles.executer(
        new ListerGrilles.Filtre(null, FiltresLus.jour("le", le), false), page.pagination());
  }
}
