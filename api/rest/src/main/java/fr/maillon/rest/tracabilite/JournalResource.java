package fr.maillon.rest.tracabilite;

import fr.maillon.journal.VerifierJournal;
import fr.maillon.rest.ListeRest;
import fr.maillon.rest.Problem;
import fr.maillon.tracabilite.ConsulterJournal;
import fr.maillon.tracabilite.ConsulterJournal.LigneView;
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

@Path("maitres-ouvrage/{code}/journal")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Journal")
public class JournalResource {
  @Inject ConsulterJournal consulter;
  @Inject VerifierJournal verifier;

  @GET
  @Produces({ListeRest.JSON, ListeRest.CSV, ListeRest.XLSX})
  @Operation(
      operationId = "consulterJournal",
      summary =
          "Qui est entré dans l'espace, quand, par quelle convention, ce qui a changé ou est sorti"
              + " ; du plus récent au plus ancien",
      description =
          "Réservé aux référents et aux administrateurs de l'espace. « phrase » dit l'acte au"
              + " passé, sans sujet. Codes de refus : filtre-inconnu, periode-inversee.",
      extensions =
          @Extension(name = ListeRest.EXTENSION, value = "fr.maillon.tracabilite.ConsulterJournal"))
  @APIResponse(
      responseCode = "200",
      description = "Une page de lignes",
      content = @Content(schema = @Schema(implementation = LigneView.class)))
  @APIResponse(
      responseCode = "422",
      description = "Filtre refusé, avec son code",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response lister(
      @PathParam("code") String code, @Context UriInfo adresse, @Context HttpHeaders entetes) {
    return ListeRest.repondre(consulter, adresse, entetes);
  }

  @GET
  @Path("verification")
  @Operation(
      operationId = "verifierJournal",
      summary = "Relire toute la chaîne du journal : rien ne manque, rien n'a changé",
      description =
          "Notez « tete » et « dernier » : si une vérification ultérieure ne retrouve pas cette"
              + " empreinte à ce rang, le journal a été récrit.")
  @APIResponse(responseCode = "200", description = "Intacte, ou le premier rang fautif")
  public VerifierJournal.VerificationView verification(@PathParam("code") String code) {
    return verifier.executer();
  }
}
