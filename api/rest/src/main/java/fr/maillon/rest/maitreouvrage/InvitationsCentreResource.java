package fr.maillon.rest.maitreouvrage;

import fr.maillon.personne.InviterAdministrateur;
import fr.maillon.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("centre/invitations/{id}")
@ApplicationScoped
@Produces("application/json")
@Tag(name = "Administration centrale : espaces")
@APIResponse(
    responseCode = "422",
    description = "Règle non respectée, avec son code",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class InvitationsCentreResource {
  @Inject InviterAdministrateur inviter;

  @POST
  @Path("nouvel-essai")
  @Consumes("*/*")
  @Operation(
      operationId = "relancerInvitationDuCentre",
      summary = "Relancer une invitation du centre, ou envoyer un nouveau lien",
      description = "Code de refus : invitation-close.")
  @APIResponse(responseCode = "204", description = "Relancée")
  public void relancer(@PathParam("id") UUID id) {
    inviter.relancer(id);
  }

  @DELETE
  @Operation(
      operationId = "annulerInvitationDuCentre",
      summary = "Annuler une invitation du centre qui court encore",
      description = "Code de refus : invitation-close.")
  @APIResponse(responseCode = "204", description = "Annulée")
  public void annuler(@PathParam("id") UUID id) {
    inviter.annuler(id);
  }
}
