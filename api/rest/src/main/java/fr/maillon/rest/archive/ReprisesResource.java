package fr.maillon.rest.archive;

import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.archive.RepriseView;
import fr.maillon.maitreouvrage.archive.Reprises;
import fr.maillon.regle.RegleMetier;
import fr.maillon.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/reprises")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Archive de l'espace")
public class ReprisesResource {
  @Inject Reprises reprises;
  @Context UriInfo adresse;
  @Context HttpHeaders entetes;

  @POST
  @Consumes("*/*")
  @Operation(
      operationId = "reprendreArchive",
      summary = "Reprendre une archive dans un espace ouvert et vide",
      description =
          "Le fichier est le corps, ou la part « fichier » d'un formulaire multipart. Il est"
              + " vérifié d'un bout à l'autre avant qu'une ligne en soit prise ; l'espace contient"
              + " ensuite les mêmes lignes, sommes et empreintes que le manifeste, ou rien.")
  @RequestBody(
      required = true,
      content = {
        @Content(mediaType = "application/zip"),
        @Content(mediaType = "application/octet-stream"),
        @Content(mediaType = "multipart/form-data")
      })
  @APIResponse(
      responseCode = "201",
      description = "Reçue ; Location dit où la suivre",
      headers = @Header(name = "Location"),
      content = @Content(schema = @Schema(implementation = RepriseView.class)))
  @APIResponse(
      responseCode = "413",
      description = "Archive trop volumineuse",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "422",
      description =
          "Pas une archive, espace non vide ou suspendu (pas-une-archive, espace-non-vide,"
              + " espace-suspendu)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response deposer(
      @PathParam("code") String code,
      @QueryParam("fichier")
          @Parameter(description = "Nom du fichier, pour le reconnaître dans la liste.")
          String nom,
      InputStream corps)
      throws IOException {
    return recue(reprises.deposer(nom, longueur(), corps));
  }

  @POST
  @Consumes("multipart/form-data")
  @Operation(hidden = true)
  public Response deposer(@PathParam("code") String code, List<EntityPart> parts)
      throws IOException {
    for (var part : parts) {
      if (part.getName().equals("fichier")) {
        try (var contenu = part.getContent()) {
          return recue(reprises.deposer(part.getFileName().orElse(null), longueur(), contenu));
        }
      }
    }
    throw new RegleMetier(
        "fichier-absent", "fichier", "Joignez le fichier sous le nom « fichier ».");
  }

  @GET
  @Operation(
      operationId = "listerReprises",
      summary =
          "Les reprises de l'espace, de la plus récente à la plus ancienne ; cinquante au plus")
  @APIResponse(responseCode = "200", description = "Toutes celles de l'espace")
  public Page<RepriseView> lister(@PathParam("code") String code) {
    var liste = reprises.lister();
    return new Page<>(liste, liste.size(), 1, 50);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterReprise", summary = "Où en est une reprise")
  @APIResponse(
      responseCode = "200",
      description = "La reprise",
      content = @Content(schema = @Schema(implementation = RepriseView.class)))
  public RepriseView consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    return reprises.consulter(id);
  }

  private Response recue(UUID id) {
    return Response.created(adresse.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(reprises.consulter(id))
        .build();
  }

  private long longueur() {
    try {
      var texte = entetes.getHeaderString(HttpHeaders.CONTENT_LENGTH);
      return texte == null ? -1 : Long.parseLong(texte);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
