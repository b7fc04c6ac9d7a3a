package fr.maillon.rest.importdecp;

import fr.maillon.importdecp.PrevisualiserDecp;
import fr.maillon.importdecp.PrevisualiserDecp.ApercuView;
import fr.maillon.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("decp/apercu")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Import DECP")
public class ApercuResource {
  @Inject PrevisualiserDecp previsualiser;

  @POST
  @Consumes("*/*")
  @Operation(
      operationId = "previsualiserDecp",
      summary = "Ce que contient un fichier DECP, sans rien écrire",
      description =
          "JSON ou XML, formats 2019 et 2022, reconnus au contenu et non à l'en-tête ; le fichier"
              + " est le corps, ou la part « fichier » d'un formulaire multipart.")
  @RequestBody(
      required = true,
      content = {
        @Content(mediaType = "application/json"),
        @Content(mediaType = "application/xml"),
        @Content(mediaType = "application/octet-stream"),
        @Content(mediaType = "multipart/form-data")
      })
  @APIResponse(
      responseCode = "200",
      description = "L'aperçu",
      content = @Content(schema = @Schema(implementation = ApercuView.class)))
  @APIResponse(responseCode = "401", description = "Jeton absent ou périmé")
  @APIResponse(
      responseCode = "422",
      description = "Ce n'est pas un fichier DECP (fichier-vide, pas-decp, json-rompu, xml-rompu…)",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public ApercuView apercu(InputStream corps) {
    return previsualiser.executer(corps);
  }

  @POST
  @Consumes("multipart/form-data")
  @Operation(hidden = true)
  public ApercuView apercu(List<EntityPart> parts) throws IOException {
    try (var fichier = Fichier.de(parts)) {
      return previsualiser.executer(fichier.contenu());
    }
  }
}
