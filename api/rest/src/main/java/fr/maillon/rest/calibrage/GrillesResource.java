package fr.maillon.rest.calibrage;

import fr.maillon.grille.AjouterLigneGrille;
import fr.maillon.grille.LigneGrilleView;
import fr.maillon.grille.ListerGrilles;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("grilles")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Calibrage")
public class GrillesResource {
  @Inject ListerGrilles grilles;
  @Inject AjouterLigneGrille ajouter;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerGrilles",
      summary = "La grille de référence en vigueur à une date, ou son histoire",
      description =
          "Réservé à l'équipe. Un agent la lit depuis son espace :"
              + " /maitres-ouvrage/{code}/grilles.",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.grille.ListerGrilles"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de lignes, par libellé",
      content = @Content(schema = @Schema(implementation = LigneGrilleView.class)))
  @APIResponse(
      responseCode = "422",
      description = "Filtre inconnu",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response lister(@Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(grilles, adresse, entetes);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterGrille", summary = "Une ligne de la grille")
  @APIResponse(responseCode = "200", description = "La ligne")
  public LigneGrilleView consulter(@PathParam("id") UUID id) {
    return grilles.une(id);
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "ajouterGrille",
      summary = "Ajouter une ligne datée et sourcée",
      description =
          "La ligne du même code qui valait jusque-là est close la veille ; elle n'est ni réécrite"
              + " ni effacée.")
  @APIResponse(
      responseCode = "201",
      description = "La ligne ajoutée",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = LigneGrilleView.class)))
  @APIResponse(
      responseCode = "422",
      description = "Date qui réécrirait le passé (grille-date-anterieure, grille-date-passee)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response ajouter(AjouterLigneGrille.Command ligne, @Context UriInfo ici) {
    var ajoutee = ajouter.executer(ligne);
    return Response.created(ici.getAbsolutePathBuilder().path(ajoutee.id().toString()).build())
        .entity(ajoutee)
        .build();
  }
}
