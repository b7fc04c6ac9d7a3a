package fr.maillon.rest.archive;

import fr.maillon.liste.Page;
import fr.maillon.maitreouvrage.archive.ExportView;
import fr.maillon.maitreouvrage.archive.Exports;
import fr.maillon.rest.Problem;
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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("maitres-ouvrage/{code}/exports")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Archive de l'espace")
public class ExportsResource {
  @Inject Exports exports;
  @Context UriInfo adresse;

  @POST
  @Consumes("*/*")
  @Operation(
      operationId = "demanderExport",
      summary = "Demander l'archive de tout l'espace, préparée en tâche de fond",
      description =
          "Réservé à un administrateur de l'espace qui a le droit de sortir des données. L'archive"
              + " n'est qu'à son auteur, et s'oublie après quelques jours.")
  @APIResponse(
      responseCode = "201",
      description = "Demandé ; Location dit où le suivre",
      headers = @Header(name = "Location"),
      content = @Content(schema = @Schema(implementation = ExportView.class)))
  @APIResponse(
      responseCode = "429",
      description = "L'espace en prépare déjà autant qu'il peut (export-en-cours)",
      headers = @Header(name = "Retry-After"),
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response demander(@PathParam("code") String code) {
    var id = exports.demander();
    return Response.created(adresse.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(exports.consulter(id))
        .build();
  }

  @GET
  @Operation(
      operationId = "listerExports",
      summary = "Mes exports de l'espace, du plus récent au plus ancien ; cinquante au plus")
  @APIResponse(responseCode = "200", description = "Les miens, et eux seuls")
  public Page<ExportView> lister(@PathParam("code") String code) {
    var liste = exports.lister();
    return new Page<>(liste, liste.size(), 1, 50);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "consulterExport", summary = "Où en est un de mes exports")
  @APIResponse(
      responseCode = "200",
      description = "L'export",
      content = @Content(schema = @Schema(implementation = ExportView.class)))
  public ExportView consulter(@PathParam("code") String code, @PathParam("id") UUID id) {
    return exports.consulter(id);
  }

  @GET
  @Path("{id}/archive.zip")
  @Produces("application/zip")
  @Operation(
      operationId = "telechargerExport",
      summary = "L'archive : JSON Lines, CSV, pièces, manifeste signé",
      description = "La sortie est notée au journal de l'espace.")
  @APIResponse(
      responseCode = "200",
      description = "Le fichier",
      content =
          @Content(
              mediaType = "application/zip",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "422",
      description = "Pas encore prête (export-pas-pret)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response telecharger(@PathParam("code") String code, @PathParam("id") UUID id) {
    var export = exports.telecharger(id);
    return Response.ok((StreamingOutput) sortie -> exports.envoyer(id, sortie), "application/zip")
        .header(HttpHeaders.CONTENT_LENGTH, export.octets())
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"maillon-" + code + ".zip\"")
        .header("Repr-Digest", "sha-256=:" + base64(export.empreinte()) + ":")
        .build();
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "supprimerExport",
      summary = "Oublier un de mes exports avant son terme, ou renoncer à l'attendre")
  @APIResponse(responseCode = "204", description = "Oublié")
  public void supprimer(@PathParam("code") String code, @PathParam("id") UUID id) {
    exports.supprimer(id);
  }

  private static String base64(String hexadecimal) {
    return java.util.Base64.getEncoder()
        .encodeToString(java.util.HexFormat.of().parseHex(hexadecimal));
  }
}
