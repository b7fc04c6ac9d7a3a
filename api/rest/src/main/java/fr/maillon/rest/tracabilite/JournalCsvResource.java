package fr.maillon.rest.tracabilite;

import fr.maillon.rest.Problem;
import fr.maillon.tracabilite.ExporterJournal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * À part du reste du journal : une classe posée sur {@code maitres-ouvrage/{code}} prendrait
 * l'adresse de l'espace lui-même.
 */
@Path("maitres-ouvrage/{code}/journal.csv")
@ApplicationScoped
@Tag(name = "Journal")
public class JournalCsvResource {
  @Inject ExporterJournal exporter;

  @GET
  @Produces("text/csv")
  @Operation(
      operationId = "telechargerJournal",
      summary =
          "Les mêmes lignes en CSV (UTF-8, points-virgules) ; cette sortie y laisse la sienne",
      description = "Demande le droit d'export, à part de tous les autres.")
  @APIResponse(
      responseCode = "200",
      description = "Le fichier",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(
      responseCode = "422",
      description = "Filtre refusé, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response csv(@PathParam("code") String code, @BeanParam FiltreDuJournalQuery filtre) {
    var voulu = filtre.filtre();
    exporter.commencer(voulu);
    return Response.ok(
            (StreamingOutput) sortie -> exporter.ecrire(voulu, sortie), "text/csv; charset=UTF-8")
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"journal-" + code + ".csv\"")
        .build();
  }
}
