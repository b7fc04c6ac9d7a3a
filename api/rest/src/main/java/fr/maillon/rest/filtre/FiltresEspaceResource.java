package fr.maillon.rest.filtre;

import fr.maillon.filtre.GarderFiltres;
import fr.maillon.filtre.GarderFiltres.FiltreGarde;
import fr.maillon.rest.ListeRest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** Les filtres gardés des listes de l'espace. */
@Path("maitres-ouvrage/{code}/filtres")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Filtres")
public class FiltresEspaceResource {
  @Inject GarderFiltres filtres;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "listerFiltresDeLEspace",
      summary = "Mes filtres des listes de l'espace, et ceux que ses agents partagent",
      description = "« requete » est la chaîne de requête de la liste nommée.",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.filtre.GarderFiltres"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de filtres, par nom",
      content = @Content(schema = @Schema(implementation = FiltreGarde.class)))
  public Response lister(
      @PathParam("code") String code, @Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(filtres, adresse, entetes);
  }

  @POST
  @Consumes("application/json")
  @Operation(
      operationId = "garderFiltreDeLEspace",
      summary = "Garder sous un nom le filtre d'une liste de l'espace",
      description =
          "Codes de refus : liste-inconnue, filtre-vide, filtre-inconnu, filtre-trop-long,"
              + " filtre-deja-nomme, trop-de-filtres.")
  @APIResponse(responseCode = "201", description = "Gardé ; Location dit où le retirer")
  public Response enregistrer(
      @PathParam("code") String code, GarderFiltres.Command demande, @Context UriInfo uri) {
    var id = filtres.enregistrer(demande);
    return Response.created(uri.getAbsolutePathBuilder().path(id.toString()).build()).build();
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "retirerFiltreDeLEspace",
      summary = "Retirer un filtre à moi, ou, administrateur de l'espace, un filtre partagé")
  @APIResponse(responseCode = "204", description = "Retiré")
  public void retirer(@PathParam("code") String code, @PathParam("id") UUID id) {
    filtres.retirer(id);
  }
}
